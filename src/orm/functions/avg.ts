import { is, Column, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { columnFacts } from "../values/column-facts.ts";
import type { Decimal } from "../decimal.ts";

/** What an average of a column's values is: a Decimal of decimals, else a number. */
export type AverageOf<C> = C extends { _: { data: string } } ? Decimal : number;

/** The average of the values, null where there are none; of decimals with four digits more than they have. */
export function avg<C extends AnyColumn | SQL>(value: C): SQL<AverageOf<C> | null> {
  const storage = is(value, Column) ? columnFacts(value).storage : undefined;
  const digits = storage?.kind === "decimal" ? (storage.scale ?? 0) + 4 : undefined;
  const decode = (average: unknown): unknown =>
    digits === undefined ? Number(average) : Number(average).toFixed(digits);
  const average: SQL<unknown> = sql`avg(${value})`.mapWith(decode);
  return average as SQL<AverageOf<C> | null>; // as: decode gives it
}
