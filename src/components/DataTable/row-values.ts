import type { ViewRow } from "../../client/rows/view-row.ts";
import { cellValue } from "../../protocol/cell-value.ts";
import type { Table } from "./table.ts";

/** A row's values by column, with their types; a reference is `[key, name]`. */
export function rowValues(table: Table, row: ViewRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(table.columns.map((column, index) => [column.name, cellValue(column, row.cells[index])]));
}
