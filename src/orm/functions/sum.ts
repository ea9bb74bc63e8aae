import { is, Column, sql, type AnyColumn, type SQL } from "drizzle-orm";
import type { Decimal } from "../decimal.ts";

/** What a sum of a column's values is: a bigint of bigints, a Decimal of decimals, else a number. */
export type SumOf<C> = C extends { _: { data: infer Data } }
  ? Data extends bigint
    ? bigint
    : Data extends string
      ? Decimal
      : number
  : number;

/**
 * The sum of the values, null where there are none.
 *
 * @example db.select({ revenue: sum(orders.total) }).from(orders)
 */
export function sum<C extends AnyColumn | SQL>(value: C): SQL<SumOf<C> | null> {
  const total: SQL<unknown> = sql`sum(${value})`.mapWith(is(value, Column) ? value : Number);
  return total as SQL<SumOf<C> | null>; // as: mapWith decodes it by the column
}
