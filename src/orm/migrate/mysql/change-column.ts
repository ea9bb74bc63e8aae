import { isDeepStrictEqual } from "node:util";
import type { ColumnChange } from "../column-change.ts";

/**
 * One MODIFY for each changed column, made of what the kit prints where it adds that column: of the two that it prints for a
 * change of default and NOT NULL together, the second loses the default.
 */
export async function changeColumn({
  kit,
  schema,
  table,
  before,
  after,
  fill,
}: ColumnChange): Promise<readonly string[]> {
  const found = schema.tables[table];
  if (!found || isDeepStrictEqual(before, after)) return [];
  const { [before.name]: _, ...others } = found.columns;
  const bare = { ...found, indexes: {}, uniqueConstraints: {}, foreignKeys: {}, compositePrimaryKeys: {} };
  const [without, whole] = [others, { ...others, [after.name]: after }].map((columns) => ({
    ...schema,
    tables: { ...schema.tables, [table]: { ...bare, columns } },
  }));
  if (!without || !whole) return [];
  const added = await kit.diff(without, whole);
  const modify = added.map((statement) => statement.replace(/^(ALTER TABLE `[^`]+`) ADD /, "$1 MODIFY COLUMN "));
  return [...(fill === undefined ? [] : [fill]), ...modify];
}
