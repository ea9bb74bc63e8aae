import { Popover } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { KeyHint } from "../../KeyHint/KeyHint.tsx";
import { isNumeric } from "../cells/cell-text.ts";
import { editText } from "../cells/edit-text.ts";
import { parseCell } from "../cells/parse-cell.ts";
import type { EditorProps } from "./editor-props.ts";

/** Edits a value as text: Enter saves, Esc restores, an invalid value is held open with its reason. */
export function TextEditor({ table, column, place, phase, onDone }: EditorProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => phase.text ?? editText(column, phase.shown));
  const isTyped = phase.text !== undefined;
  useEffect(() => {
    const input = field.current;
    if (input === null) return;
    const take = (): void => {
      const { activeElement } = document;
      const isFree = activeElement === document.body || activeElement?.closest(".rx-grid")?.contains(input) === true;
      if (isFree && activeElement !== input) input.focus({ preventScroll: true });
    };
    take();
    if (!isTyped && input.type === "text") input.select();
    // A row that comes back into view gets the grid's focus for its cell first.
    const asked = requestAnimationFrame(take);
    return () => cancelAnimationFrame(asked);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the editor opens
  }, []);

  const save = (): boolean => {
    // What the server refused once it would refuse again.
    if (phase.reason !== undefined) return false;
    const parsed = parseCell(column, text);
    if (parsed.ok) table.edits.save(place, parsed.cell, text);
    else table.edits.hold(parsed.reason);
    return parsed.ok;
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (save()) onDone();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      table.edits.cancel();
      onDone();
    } else if (event.key === "Tab" && !save()) event.preventDefault();
  };
  const isHeld = phase.reason !== undefined;
  return (
    <Popover opened={isHeld} position="bottom-start" offset={4} withinPortal trapFocus={false} closeOnEscape={false}>
      <Popover.Target>
        <span className="rx-editor" data-invalid={isHeld || undefined}>
          <input
            ref={field}
            className={isNumeric(column.kind) ? "rx-editor-number rx-numbers" : undefined}
            {...inputOf(column)}
            aria-label={column.label}
            aria-invalid={isHeld}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              table.edits.type(event.currentTarget.value);
            }}
            onKeyDown={keyDown}
            onBlur={() => {
              // The grid moved its focus, not the reader.
              if (table.viewport.focus.isMoving || !document.hasFocus()) return;
              if (table.edits.phase(place)?.type === "editing") save();
            }}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown className="rx-reason" role="alert">
        <IconAlertCircle size={16} aria-hidden />
        <span>
          <strong>{phase.reason}</strong>
          <span className="rx-reason-way">
            Change it, or press <KeyHint>Esc</KeyHint> to undo.
          </span>
        </span>
      </Popover.Dropdown>
    </Popover>
  );
}

function inputOf({ kind }: ColumnDescription): { readonly type: string; readonly inputMode?: "decimal" | "numeric" } {
  switch (kind) {
    case "date":
      return { type: "date" };
    case "timestamp":
      return { type: "datetime-local" };
    case "integer":
    case "bigint":
      return { type: "text", inputMode: "numeric" };
    case "real":
    case "decimal":
      return { type: "text", inputMode: "decimal" };
    default:
      return { type: "text" };
  }
}
