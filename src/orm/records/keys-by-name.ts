import { getTableColumns, inArray, type Column } from "drizzle-orm";
import type { Database } from "../database.ts";
import { columnFacts } from "../values/column-facts.ts";
import { displayColumns } from "../values/display-columns.ts";
import { fromCellText } from "../values/cell-text.ts";
import { referenceOf } from "../values/reference-of.ts";
import { recordTable } from "./record-table.ts";

/** Keys of the rows that have a name: none, one, or more where names are not unique. */
export type KeysByName = ReadonlyMap<string, readonly unknown[]>;

/**
 * The rows that a reference may point to, by the names under which it is shown; every name that was asked for is in the answer.
 *
 * @param column a reference
 */
export async function keysByName(database: Database, column: Column, names: readonly string[]): Promise<KeysByName> {
  const found = new Map<string, unknown[]>(names.map((name) => [name, []]));
  const reference = referenceOf(column);
  if (reference === undefined || names.length === 0) return found;
  const [display] = displayColumns(reference.table);
  const facts = columnFacts(display);
  const values = names.flatMap((name) => {
    try {
      return [[name, fromCellText(facts, name)] as const];
    } catch {
      return []; // No value of that column: no row has such a name.
    }
  });
  const columns = getTableColumns(reference.table);
  const rows = await database
    .select({ key: columns[columnFacts(reference.key).key] as never, name: columns[facts.key] as never }) // as: columns of any dialect; the builders are typed as PostgreSQL's
    .from(recordTable(reference.table).table)
    .where(
      inArray(
        display,
        values.map(([, value]) => value),
      ),
    );
  const texts = new Map(values.map(([name, value]) => [String(value), name]));
  for (const { key, name } of rows as readonly { readonly key: unknown; readonly name: unknown }[]) {
    found.get(texts.get(String(name)) ?? "")?.push(key);
  }
  return found;
}
