import { is, Column, sql, type AnyColumn, type SQL } from "drizzle-orm";

/** The greatest of the values, null where there are none; of the column's own type. */
export function max<C extends AnyColumn>(column: C): SQL<C["_"]["data"] | null>;
export function max<T>(expression: SQL<T>): SQL<T | null>;
export function max(value: AnyColumn | SQL): SQL<unknown> {
  const found = sql`max(${value})`;
  return is(value, Column) ? found.mapWith(value) : found;
}
