import type { Tuple } from "../../framework/ports/live-source.ts";
import { compareTuples, type TuplePart } from "./compare-tuples.ts";
import type { OrderTerm } from "./order-of.ts";
import type { Plan } from "./plan.ts";
import type { TextOrders } from "./sql/window-sql.ts";

/** Orders the tuples of a view as the database does; undefined where a part of its order is known to the database alone. */
export function compareView(
  plan: Plan,
  terms: readonly OrderTerm[],
  orders: TextOrders,
): ((a: Tuple, b: Tuple) => number) | undefined {
  const parts: TuplePart[] = [];
  for (const { expression, descending } of terms) {
    const compare = plan.write.compare(expression, orders);
    if (!compare) return undefined;
    parts.push({ descending, compare });
  }
  return compareTuples(parts);
}
