import type { ColumnDescription } from "../../../protocol/rows.ts";
import type { Table } from "../table.ts";
import type { CellPhase, CellPlace } from "./cell-edits.ts";

/** What every editor gets. */
export interface EditorProps {
  readonly table: Table;
  readonly column: ColumnDescription;
  readonly place: CellPlace;
  readonly phase: Extract<CellPhase, { type: "editing" }>;
  /** The focus goes back to the cell. */
  readonly onDone: () => void;
}
