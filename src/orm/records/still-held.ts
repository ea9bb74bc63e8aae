import { and, eq, isNull, sql, type Column, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { Database } from "../database.ts";
import { isSameValue } from "../values/is-same-value.ts";
import { heldText, isHeldFiner } from "./held-text.ts";
import { keyCondition } from "./key-condition.ts";
import type { RecordTable } from "./record-table.ts";

/** The condition of a write; none where nothing was shown. */
export interface Held {
  readonly condition: SQL | undefined;
}

/**
 * The condition that columns of a row still hold what they hold now, to the last digit that the database has of them; undefined
 * where they hold something else already.
 *
 * @param stored the row, as it was read in the same transaction
 */
export async function stillHeld(
  database: Database,
  table: RecordTable,
  stored: StoredValues,
  names: readonly string[],
): Promise<Held | undefined> {
  const columns = names.flatMap((name) => {
    const column = table.columns[name];
    return column === undefined ? [] : [{ name, column }];
  });
  const finer = columns.filter(({ column }) => isHeldFiner(column));
  const texts = await readTexts(database, table, stored, finer);
  if (texts === undefined) return undefined;
  const conditions = columns.map(({ name, column }) => {
    const value = isHeldFiner(column) ? texts.get(name) : stored[name];
    if (value === null || value === undefined) return isNull(column);
    return isHeldFiner(column) ? sql`${heldText(column)} = ${value}` : eq(column, value);
  });
  return { condition: and(...conditions) };
}

/**
 * Value and text are read by one statement: between two of them somebody else may have written, and the text would be that of a
 * value that nobody was shown.
 */
async function readTexts(
  database: Database,
  table: RecordTable,
  stored: StoredValues,
  columns: readonly { readonly name: string; readonly column: Column }[],
): Promise<ReadonlyMap<string, unknown> | undefined> {
  if (columns.length === 0) return new Map();
  const selected = columns.flatMap(({ column }, at) => [
    [`value${at}`, sql`${column}`.mapWith(column)] as const,
    [`text${at}`, heldText(column)] as const,
  ]);
  const [row]: readonly StoredValues[] = await database
    .select(Object.fromEntries(selected))
    .from(table.table)
    .where(keyCondition(table, [stored]));
  if (row === undefined) return undefined;
  const isSame = columns.every(({ name, column }, at) => isSameValue(column, row[`value${at}`], stored[name]));
  return isSame ? new Map(columns.map(({ name }, at) => [name, row[`text${at}`]])) : undefined;
}
