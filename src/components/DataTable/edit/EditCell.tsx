import type { ICellRendererParams } from "ag-grid-community";
import { useCallback, useSyncExternalStore, type ReactNode } from "react";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import type { CellParams } from "../cells/display-cell.ts";
import { ChoiceEditor } from "./ChoiceEditor.tsx";
import { ConflictNote } from "./ConflictNote.tsx";
import "./editors.css";
import { RefEditor } from "./RefEditor.tsx";
import { TextEditor } from "./TextEditor.tsx";

/** A cell that is edited, or whose value two people changed. */
export function EditCell({ table, column, data }: ICellRendererParams<GridRow> & CellParams): ReactNode {
  const key = data === undefined || isSpacer(data) ? 0 : data.key;
  const place = { key, col: column.name };
  const phase = useSyncExternalStore(
    useCallback((changed) => table.edits.onChange(changed), [table]),
    () => table.edits.phase(place),
  );
  const onDone = (): void => table.focusCell(place);
  if (phase?.type === "conflict")
    return <ConflictNote table={table} column={column} place={place} phase={phase} onDone={onDone} />;
  if (phase?.type !== "editing") return null;
  const props = { table, column, place, phase, onDone };
  if (column.kind === "ref") return <RefEditor {...props} />;
  if (column.kind === "oneOf") return <ChoiceEditor {...props} />;
  return <TextEditor {...props} />;
}
