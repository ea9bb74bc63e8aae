import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { KeyHint } from "../KeyHint/KeyHint.tsx";
import { changesText } from "./open-row.ts";

/** Props of RowDrawerFoot. */
export interface RowDrawerFootProps {
  readonly changes: number;
  readonly errors: number;
  readonly isNew: boolean;
  readonly isSaving: boolean;
  /** What the button says: "Save order". */
  readonly save: string;
  readonly onErrors: () => void;
  readonly onCancel: () => void;
  readonly onSave: () => void;
}

/** The foot of a row's drawer: how many changes and errors there are, the way to the first error, and the buttons. */
export function RowDrawerFoot(props: RowDrawerFootProps): ReactNode {
  const { changes, errors, isNew, isSaving, save, onErrors, onCancel, onSave } = props;
  const words = isNew || changes === 0 ? "" : changesText(changes);
  return (
    <footer className="rx-drawer-foot">
      <span className="rx-drawer-count" data-changed={(changes > 0 && !isNew) || undefined} role="status">
        {words}
        {errors > 0 && (
          <>
            {words === "" ? "" : ", "}
            <button type="button" className="rx-drawer-errors" onClick={onErrors}>
              {errors} to fix
            </button>
          </>
        )}
      </span>
      <Button
        size="xs"
        variant="default"
        aria-keyshortcuts="Escape"
        rightSection={<KeyHint>Esc</KeyHint>}
        onClick={onCancel}
      >
        Cancel
      </Button>
      <Button
        size="xs"
        loading={isSaving}
        disabled={!isNew && changes === 0}
        aria-keyshortcuts="Control+Enter"
        rightSection={<KeyHint onAccent>Ctrl ↵</KeyHint>}
        onClick={onSave}
      >
        {save}
      </Button>
    </footer>
  );
}
