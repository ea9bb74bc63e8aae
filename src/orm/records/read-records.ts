import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../database.ts";
import { keyCondition } from "./key-condition.ts";
import type { RecordTable } from "./record-table.ts";

/** The rows with these keys that are there, in any order. */
export async function readRecords(
  database: Database,
  table: RecordTable,
  keys: readonly StoredValues[],
): Promise<readonly StoredValues[]> {
  return database.select().from(table.table).where(keyCondition(table, keys));
}
