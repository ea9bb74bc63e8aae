import { is, Column, sql, type AnyColumn, type SQL } from "drizzle-orm";

/** The least of the values, null where there are none; of the column's own type. */
export function min<C extends AnyColumn>(column: C): SQL<C["_"]["data"] | null>;
export function min<T>(expression: SQL<T>): SQL<T | null>;
export function min(value: AnyColumn | SQL): SQL<unknown> {
  const found = sql`min(${value})`;
  return is(value, Column) ? found.mapWith(value) : found;
}
