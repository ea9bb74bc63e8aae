import { is, Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan } from "./plan.ts";
import { isSelect } from "./read-select.ts";
import { RowsQuery } from "./rows-query.ts";

const known = new WeakMap<object, { readonly handle: DatabaseHandle; readonly plan: Plan }>();

/** The plan of what a rows var's getter returned; made once for each value. */
export function planOf(handle: DatabaseHandle, value: unknown): Plan {
  if (!isRows(value)) throw new RxError("ROWS_QUERY_INVALID", { found: typeof value });
  const made = known.get(value);
  if (made && made.handle === handle) return made.plan;
  const plan = makePlan(handle, value);
  known.set(value, { handle, plan });
  return plan;
}

/** Is this a select, a table, or `rows(…)` of one? */
export function isRows(value: unknown): value is object {
  return (
    value instanceof RowsQuery || isSelect(value) || (typeof value === "object" && value !== null && is(value, Table))
  );
}
