import type { HandleOf, RowOf, SelectLike, TableLike } from "../../framework/types/rows.ts";
import { defaultLimits } from "../../protocol/limits.ts";
import type { ReadOptions } from "./first.ts";
import { readRows } from "./read-rows.ts";

/** The rows of a query, without its secret columns: at most 1,000, since they become part of a var. */
export async function all<Q extends SelectLike | TableLike>(
  query: Q,
  options: ReadOptions = {},
): Promise<RowOf<HandleOf<Q>>[]> {
  const rows = await readRows(query, defaultLimits.maxVarRows, options.reveal ?? []);
  return [...rows] as RowOf<HandleOf<Q>>[]; // as: the query's own rows, which its type describes
}
