import { and, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import type { RecordTable } from "./record-table.ts";

/** The condition that a row has one of these keys; no key: no row. */
export function keyCondition({ key }: RecordTable, keys: readonly StoredValues[]): SQL {
  const [first, second] = key;
  if (keys.length === 0 || first === undefined) return sql`1 = 0`;
  const [name, column] = first;
  if (second === undefined)
    return inArray(
      column,
      keys.map((values) => values[name]),
    );
  const each = keys.map((values) => and(...key.map(([part, of]) => eq(of, values[part]))));
  return or(...each) ?? sql`1 = 0`;
}
