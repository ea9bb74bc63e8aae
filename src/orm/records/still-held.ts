import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../database.ts";
import { heldText, isHeldFiner } from "./held-text.ts";
import { keyCondition } from "./key-condition.ts";
import type { RecordTable } from "./record-table.ts";

/**
 * The condition that columns of a row still hold what they hold now, to the last digit that the database has of them.
 *
 * @param stored the row, as it was read in the same transaction
 */
export async function stillHeld(
  database: Database,
  table: RecordTable,
  stored: StoredValues,
  names: readonly string[],
): Promise<SQL | undefined> {
  const columns = names.flatMap((name) => {
    const column = table.columns[name];
    return column === undefined ? [] : [{ name, column }];
  });
  const finer = columns.filter(({ column }) => isHeldFiner(column));
  const texts = await readTexts(database, table, stored, finer);
  const conditions = columns.map(({ name, column }) => {
    const isFiner = finer.some((other) => other.name === name);
    const value = isFiner ? texts[name] : stored[name];
    if (value === null || value === undefined) return isNull(column);
    return isFiner ? sql`${heldText(column)} = ${value}` : eq(column, value);
  });
  return and(...conditions);
}

async function readTexts(
  database: Database,
  table: RecordTable,
  stored: StoredValues,
  columns: readonly { readonly name: string; readonly column: Parameters<typeof heldText>[0] }[],
): Promise<Readonly<Record<string, unknown>>> {
  if (columns.length === 0) return {};
  const selected = Object.fromEntries(columns.map(({ name, column }) => [name, heldText(column)]));
  const [texts = {}] = await database
    .select(selected)
    .from(table.table)
    .where(keyCondition(table, [stored]));
  return texts;
}
