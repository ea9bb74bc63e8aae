import type { SelectedField } from "../../session/map-rows.ts";
import type { WriteSource } from "../../session/statement.ts";

/** One statement, ready for the driver. */
export interface SqliteStatement {
  readonly text: string;
  readonly params: readonly unknown[];
  readonly names: ReadonlySet<string>;
  readonly write: WriteSource | undefined;
  /** Fields of the rows that are wanted; undefined: rows as objects, or none. */
  readonly fields: readonly SelectedField[] | undefined;
}

/** What a statement gave: rows as arrays where fields were named, else as objects; and how many were written. */
export interface SqliteResult {
  readonly rows: unknown[];
  readonly rowCount: number;
}
