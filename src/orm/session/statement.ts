import type { Column, SQL, Table } from "drizzle-orm";
import type { SelectedField } from "./map-rows.ts";

/** What a builder is about to write. */
export interface WriteSource {
  readonly table: Table;
  readonly what:
    | InsertSource
    | { readonly type: "update"; readonly where: SQL | undefined; readonly columns: readonly string[] }
    | { readonly type: "delete"; readonly where: SQL | undefined }
    /** An upsert, a joined update, one with a limit: nobody knows which rows before it has run. */
    | { readonly type: "other"; readonly insert?: InsertSource };
}

/** The rows of an insert. */
export interface InsertSource {
  readonly type: "insert";
  /** Values of a counted key come with it. */
  readonly givesIds: boolean;
  /** Values by the columns' names in code, as Drizzle wraps them; undefined where a select gives the rows. */
  readonly rows: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** Keys that were made in this process, row by row. */
  readonly madeIds: readonly Readonly<Record<string, unknown>>[];
  /** Columns by which an upsert knows a row. */
  readonly target: readonly Column[];
  /** MySQL: what happens to a row that is there already; undefined: an error. */
  readonly conflict: "update" | "nothing" | undefined;
  /** The same insert of other rows. */
  build(rows: readonly Readonly<Record<string, unknown>>[], how: "with conflict clause" | "plain"): SQL;
}

/** One statement, ready for the driver. */
export interface Statement {
  readonly text: string;
  readonly params: readonly unknown[];
  /** Every name that stands in it: tables among them, subqueries' too. */
  readonly names: ReadonlySet<string>;
  /** What it writes, where a builder made it; undefined for a read and for raw SQL. */
  readonly write: WriteSource | undefined;
  /** Fields of the rows that are wanted; undefined: rows as objects, or none. */
  readonly fields: readonly SelectedField[] | undefined;
}

/** What a statement gave: rows as arrays where fields were named, else as objects; and how many were written. */
export interface StatementResult {
  readonly rows: unknown[];
  readonly rowCount: number;
}
