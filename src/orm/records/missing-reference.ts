import { count, eq } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../database.ts";
import { referenceOf } from "../values/reference-of.ts";
import { recordTable, type RecordTable } from "./record-table.ts";

/** The name of the first reference in a row that points to no row, which databases do not name; undefined where all do. */
export async function missingReference(
  database: Database,
  table: RecordTable,
  row: StoredValues,
): Promise<string | undefined> {
  for (const [name, value] of Object.entries(row)) {
    const column = table.columns[name];
    const target = column && referenceOf(column);
    if (target === undefined || value === null || value === undefined) continue;
    const [found] = await database
      .select({ rows: count() })
      .from(recordTable(target.table).table)
      .where(eq(target.key, value));
    if (found?.rows === 0) return name;
  }
  return undefined;
}
