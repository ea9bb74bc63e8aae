import { getTableColumns, type Column } from "drizzle-orm";
import type { WriteSource } from "./statement.ts";

/** The columns that an update writes, by their names in the database; undefined: any, where it is no update or the table makes values of others. */
export function writtenColumns({ table, what }: WriteSource): readonly string[] | undefined {
  if (what.type !== "update") return undefined;
  const columns: [string, Column][] = Object.entries(getTableColumns(table));
  if (columns.some(([, column]) => column.generated !== undefined || Reflect.get(column, "hasOnUpdateNow") === true))
    return undefined;
  return columns
    .filter(([key, column]) => what.columns.includes(key) || column.onUpdateFn !== undefined)
    .map(([, { name }]) => name);
}
