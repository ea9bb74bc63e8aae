import type { HandleOf, RowOf, SelectLike, TableLike } from "../../framework/types/rows.ts";
import { readRows } from "./read-rows.ts";

/** Options of `first()` and `all()`. */
export interface ReadOptions {
  /** Secret columns that are given nevertheless, by the select's names. */
  readonly reveal?: readonly string[];
}

/**
 * The first row of a query, or null; without its secret columns.
 *
 * @example get order() { return first(db.select().from(orders).where(eq(orders.id, this._orderId))); }
 */
export async function first<Q extends SelectLike | TableLike>(
  query: Q,
  options: ReadOptions = {},
): Promise<RowOf<HandleOf<Q>> | null> {
  const [row] = await readRows(query, 1, options.reveal ?? []);
  return (row ?? null) as RowOf<HandleOf<Q>> | null; // as: the query's own row, which its type describes
}
