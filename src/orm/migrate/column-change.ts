import type { Kit } from "./load-kit.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

/** One column that is to be another one. */
export interface ColumnChange {
  readonly kit: Kit;
  /** The schema as it is before. */
  readonly schema: Snapshot;
  /** Key of the table in it. */
  readonly table: string;
  readonly before: ColumnSnapshot;
  readonly after: ColumnSnapshot;
  /** The statement that gives rows without a value one. */
  readonly fill: string | undefined;
}
