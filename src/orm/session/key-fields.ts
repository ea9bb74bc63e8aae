import { getTableColumns, type Column, type Table } from "drizzle-orm";
import { keyColumns } from "../values/key-columns.ts";
import type { SelectedField } from "./map-rows.ts";

/** The fields of a table's key, for a RETURNING clause. */
export function keyFields(table: Table): readonly SelectedField[] {
  return keyColumns(table).map((field: Column) => ({ path: [field.name], field }));
}

/** The names in code of a table's key columns. */
export function keyNames(table: Table): readonly string[] {
  const columns: [string, Column][] = Object.entries(getTableColumns(table));
  return keyColumns(table).flatMap((column) => columns.find(([, other]) => other.name === column.name)?.[0] ?? []);
}
