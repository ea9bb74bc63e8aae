import { getTableName, type Table } from "drizzle-orm";
import { currentDatabase } from "./current-database.ts";

/**
 * Says that a table was written by something that went round `db`: whatever shows it is read again, here at once and in the other
 * processes of the app soon after. Without a table: all of them.
 *
 * @returns when the other processes are told; inside a transaction they are with its commit
 */
export function invalidate(table?: Table): Promise<void> {
  return currentDatabase().announce(table ? getTableName(table) : "*");
}
