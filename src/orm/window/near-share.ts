import { Column, is, sql, type SQL } from "drizzle-orm";
import type { Tuple } from "../../framework/ports/live-source.ts";
import { betweenValues } from "./between-values.ts";
import { kindOf } from "./kind-of.ts";
import type { OrderTerm } from "./order-of.ts";
import type { Plan } from "./plan.ts";
import { isColumnOf } from "./table-names.ts";
import type { WindowRows } from "./window-rows.ts";

/** The place of a row near a share of the order, guessed between the least and the greatest value of the first sort column. */
export async function nearShare(rows: WindowRows, share: number): Promise<Tuple | undefined> {
  const { plan, terms } = rows;
  const [first] = terms;
  if (!first || !plan.base || !is(first.expression, Column) || !isColumnOf(first.expression, plan.base))
    return undefined;
  const column = first.expression;
  const [term = first] = await rows.fitTerms([{ ...first, nullable: false }]);
  const [range] = await rows.statements.rows(
    "extremes",
    () => sql`select (${extreme(rows.plan, term, false)}), (${extreme(rows.plan, term, true)})`,
    {},
    await rows.howToRead(kindOf(column) === "bigint"),
  );
  const [least = null, greatest = null] = range ?? [];
  if (least === null || greatest === null) return undefined;
  const value = betweenValues(plan.write, column, { least, greatest, share: first.descending ? 1 - share : share });
  if (value === undefined) return undefined;
  // Only the first value is known: the rest of the tuple is as small, or as great, as can be.
  const from = [value, ...terms.slice(1).map(() => null)];
  const [row] = await rows.read({ from, until: null }, 1);
  return row?.tuple ?? (await rows.readLast({ from: null, until: null }, 1))[0]?.tuple;
}

/** The least value, or the greatest, read from an index where there is one: min() is not known for every type. */
function extreme({ base, write }: Plan, term: OrderTerm, descending: boolean): SQL {
  const { expression, nullsGreatest } = term;
  const isNull = is(expression, Column) && expression.notNull ? undefined : sql` where ${expression} is not null`;
  const order = write.order(expression, { descending, nullsSmallest: isNull !== undefined && !nullsGreatest });
  return sql`select ${expression} from ${base}${isNull} order by ${order} limit 1`;
}
