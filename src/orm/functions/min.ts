import type { AnyColumn, SQL } from "drizzle-orm";
import { extreme } from "./extreme.ts";

/** The least of the values, null where there are none; of the column's own type. Throws NOT_PORTABLE for bytes and JSON. */
export function min<C extends AnyColumn>(column: C): SQL<C["_"]["data"] | null>;
export function min<T>(expression: SQL<T>): SQL<T | null>;
export function min(value: AnyColumn | SQL): SQL<unknown> {
  return extreme("min", value);
}
