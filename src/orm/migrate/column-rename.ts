/** A column that changed its name; `table` is its key in the snapshot. */
export interface ColumnRename {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}
