import { cellValue, isRefCell } from "../protocol/cell-value.ts";
import type { ColumnKind } from "../protocol/rows.ts";

/** A cell of a window as the row has it: a reference is its key. See ColumnarRows in protocol/rows.ts. */
export function fromCell(kind: ColumnKind, cell: unknown): unknown {
  return kind === "ref" && isRefCell(cell) ? cell[0] : cellValue({ kind }, cell);
}
