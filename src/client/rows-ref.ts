import type { ColumnDescription, RowsHandle } from "../protocol/rows.ts";

/** A rows var in the browser: which one it is, and what is known of its columns. Another object when its query changes. */
export class RowsRef {
  readonly state: string;
  readonly name: string;
  /** Number of the query. */
  readonly r: number;
  readonly columns: readonly ColumnDescription[];
  readonly keyed: boolean;
  /** Id of the form of its model, where crud() made it. */
  readonly model: string | undefined;

  constructor(state: string, name: string, handle: RowsHandle) {
    this.state = state;
    this.name = name;
    this.r = handle["~r"];
    this.columns = handle.columns;
    this.keyed = handle.keyed;
    this.model = handle.model;
  }
}
