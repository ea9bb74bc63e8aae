import type { Column } from "drizzle-orm";
import type { WindowSql } from "./sql/window-sql.ts";

/** A value of a column as the driver would give it; undefined where JavaScript has less of it than the database. */
export function toStored(write: WindowSql, column: Column, value: unknown): unknown {
  return value === null || value === undefined ? null : write.toRaw(column, value);
}
