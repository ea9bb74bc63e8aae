import { sql, type Column, type SQL } from "drizzle-orm";

/**
 * Does the text contain this one, upper or lower case alike? An empty text is no condition, so that a search field needs no `if`.
 *
 * @example db.select().from(todos).where(contains(todos.title, this.search))
 */
export function contains(text: Column | SQL | SQL.Aliased, part: string): SQL | undefined {
  if (part === "") return undefined;
  const wanted = part.toLowerCase();
  // The database's own lower() knows ASCII only, and is three times as fast: enough where nothing else is looked for.
  const isAscii = /^[\x20-\x7e]*$/.test(wanted);
  return isAscii ? sql`instr(lower(${text}), ${wanted}) > 0` : sql`instr(rx_lower(${text}), ${wanted}) > 0`;
}
