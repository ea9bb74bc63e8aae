import { getTableColumns, getTableName, type Column, type Table } from "drizzle-orm";

/** The name of a table in the database, also of one that stands under another name in a query. */
export function originalName(table: Table): string {
  const name: unknown = Reflect.get(table, Symbol.for("drizzle:OriginalName"));
  return typeof name === "string" ? name : getTableName(table);
}

/** Is this a column of the table, under the name that the table has in the query? An alias makes new objects at every touch. */
export function isColumnOf(column: Column, table: Table): boolean {
  return getTableName(column.table) === getTableName(table);
}

/** The name of a column in JavaScript. */
export function columnKey(column: Column): string {
  const found = Object.entries(getTableColumns(column.table)).find(([, other]) => other.name === column.name);
  return found?.[0] ?? column.name;
}
