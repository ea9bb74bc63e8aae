import { sql, type SQL } from "drizzle-orm";
import { fromSql } from "./from-sql.ts";
import type { SelectJoin } from "./read-select.ts";

/** Joins as text; those of `loose` as left ones, since they find a row in any case. */
export function joinsSql(joins: readonly SelectJoin[], loose?: ReadonlySet<SelectJoin>): SQL | undefined {
  if (joins.length === 0) return undefined;
  return sql.join(
    joins.map((join) => {
      const type = loose?.has(join) ? "left" : join.joinType;
      const on = join.on ? sql` on ${join.on}` : undefined;
      return sql` ${sql.raw(type)} join ${fromSql(join.table)}${on}`;
    }),
  );
}
