import { getTableColumns, getTableName, type Column, type Table } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { keyColumns } from "../values/key-columns.ts";
import { columnFacts } from "../values/column-facts.ts";

/** A table as code sees it that works for any table: rows are records by the names that the model gives its columns. */
export interface RecordTable {
  /** Name in the database. */
  readonly name: string;
  /** For Drizzle's builders. */
  readonly table: PgTable;
  readonly columns: Readonly<Record<string, Column>>;
  /** The key's columns in their order, with their names. */
  readonly key: readonly (readonly [name: string, column: Column])[];
}

/** Looks at a table, a model or one of Drizzle's own, as a table of records. */
export function recordTable(table: Table): RecordTable {
  return {
    name: getTableName(table),
    table: table as PgTable, // as: the database's builders are typed as PostgreSQL's and take the table of any dialect
    columns: getTableColumns(table),
    key: keyColumns(table).map((column) => [columnFacts(column).key, column] as const),
  };
}
