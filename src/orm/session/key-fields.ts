import type { Column, Table } from "drizzle-orm";
import type { SelectedField } from "../../session/map-rows.ts";
import { keyColumns } from "../../values/key-columns.ts";

/** The fields of a table's key, for a RETURNING clause. */
export function keyFields(table: Table): readonly SelectedField[] {
  return keyColumns(table).map((field: Column) => ({ path: [field.name], field }));
}
