import { getTableColumns, type Column, type Table } from "drizzle-orm";
import { keyNames } from "./key-fields.ts";
import type { SelectedField } from "./map-rows.ts";

/** The fields of a row that is about to be written, by their names in code: all, or those of its key. */
export function capturedFields(table: Table, what: "rows" | "keys"): SelectedField[] {
  const columns: [string, Column][] = Object.entries(getTableColumns(table));
  const keys = keyNames(table);
  const wanted = what === "rows" ? columns : columns.filter(([key]) => keys.includes(key));
  return wanted.map(([key, field]) => ({ path: [key], field }));
}
