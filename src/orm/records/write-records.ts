import { and, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../database.ts";
import { keyCondition } from "./key-condition.ts";
import type { RecordTable } from "./record-table.ts";

/** Inserts a row and gives it as it is stored. */
export async function insertRecord(
  database: Database,
  { table }: RecordTable,
  row: StoredValues,
): Promise<StoredValues> {
  const [stored = row]: readonly StoredValues[] = await database.insert(table).values(row).returning();
  return stored;
}

/** Changes the row with this key, where it still has what `held` says. Gives how many rows that was: 1 or 0. */
export async function updateRecord(
  database: Database,
  table: RecordTable,
  change: { readonly key: StoredValues; readonly changes: StoredValues; readonly held?: SQL | undefined },
): Promise<number> {
  const where = and(keyCondition(table, [change.key]), change.held);
  const { rowCount } = await database.update(table.table).set(change.changes).where(where);
  return rowCount;
}

/** Deletes the rows with these keys; gives how many there were. */
export async function deleteRecords(
  database: Database,
  table: RecordTable,
  keys: readonly StoredValues[],
): Promise<number> {
  const { rowCount } = await database.delete(table.table).where(keyCondition(table, keys));
  return rowCount;
}
