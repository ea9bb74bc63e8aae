import type { ReactNode } from "react";
import { Picker } from "../../RefPicker/Picker.tsx";
import { usePicker } from "../../RefPicker/use-picker.ts";
import { cellText } from "../cells/cell-text.ts";
import type { EditorProps } from "./editor-props.ts";

/** Edits a reference: searches and pages through the rows that it may point to. */
export function RefEditor({ table, column, place, phase, onDone }: EditorProps): ReactNode {
  const save = (cell: unknown, text: string): void => {
    table.edits.save(place, cell, text);
    onDone();
  };
  const close = (): void => {
    if (table.edits.phase(place)?.type !== "editing") return;
    table.edits.cancel();
    onDone();
  };
  const picker = usePicker({
    rows: table.ref,
    column: column.name,
    // What is typed before the search is there waits in the edit.
    search: phase.text ?? "",
    onSearch: (text) => table.edits.type(text),
    onChoose: ({ value, label }) => save([value, label], label),
    onClose: close,
    isAlwaysOpen: true,
  });
  return (
    <Picker
      picker={picker}
      label={column.label}
      width={320}
      reason={phase.reason}
      button={
        <button
          type="button"
          className="rx-editor rx-editor-choice"
          aria-label={column.label}
          tabIndex={-1}
          onKeyDownCapture={picker.onButtonKey}
        >
          {cellText(column, phase.shown) || "Choose …"}
        </button>
      }
      actions={
        column.nullable === true &&
        phase.shown !== null && (
          <button type="button" className="rx-picker-action" onClick={() => save(null, "")}>
            None
          </button>
        )
      }
      onLeave={() => {
        // The grid moved its focus, not the reader.
        if (!table.viewport.focus.isMoving) close();
      }}
    />
  );
}
