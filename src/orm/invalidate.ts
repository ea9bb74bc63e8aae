import { getTableName, type Table } from "drizzle-orm";
import { currentDatabase } from "./current-database.ts";

/** Says that a table was written by something that went round `db`: whatever shows it is read again. Without a table: all of them. */
export function invalidate(table?: Table): void {
  currentDatabase().announce(table ? getTableName(table) : "*");
}
