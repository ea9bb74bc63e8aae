import { is, Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { HandleOf, RowsVar, SelectLike, TableLike } from "../../framework/types/rows.ts";
import { isSelect } from "./read-select.ts";
import { RowsQuery } from "./rows-query.ts";
import type { RowsOptionsOf } from "./rows-options-of.ts";

/**
 * A rows var with options: what of the selected columns a browser may search, filter, sort by and edit.
 *
 * @param query a Drizzle select, a table or a model
 * @example get rows() { return rows(db.select().from(todos), { edit: ["title"], live: false }); }
 */
export function rows<Q extends SelectLike | TableLike>(query: Q, options: RowsOptionsOf<Q> = {}): RowsVar<HandleOf<Q>> {
  if (!isSelect(query) && !is(query, Table)) throw new RxError("ROWS_QUERY_INVALID", { found: typeof query });
  const made: object = new RowsQuery(query, options);
  return made as RowsVar<HandleOf<Q>>; // as: the mark is in the type only
}
