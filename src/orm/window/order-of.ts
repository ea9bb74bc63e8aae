import { Column, is, Name, SQL, sql } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { Sort } from "../../protocol/rows.ts";
import type { Storage } from "../table-plan.ts";
import type { Expression } from "./expression.ts";
import { kindOf } from "./kind-of.ts";
import type { Plan } from "./plan.ts";
import type { WindowSql } from "./sql/window-sql.ts";
import { isColumnOf } from "./table-names.ts";

/** One part of an order. */
export interface OrderTerm {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullable: boolean;
  readonly kind: Storage["kind"] | undefined;
  /** Of a part in which no value is NULL: is the order that of an index whose NULLs are greatest? */
  readonly nullsGreatest?: true;
}

/**
 * The order of a view: its sort, else the app's own; then the key, in the direction of the last part, so that an index can be
 * read either way.
 *
 * @throws RxError COLUMN_NOT_ALLOWED
 */
export function orderOf(plan: Plan, sort: Sort): readonly OrderTerm[] {
  const terms: OrderTerm[] = sort.map(([name, direction]) => {
    const column = plan.columns.get(name);
    if (!column?.description.sort)
      throw new RxError("COLUMN_NOT_ALLOWED", { action: "sort", found: JSON.stringify(name) });
    return {
      expression: column.label?.label ?? column.expression,
      descending: direction === "desc",
      nullable: column.label !== undefined || column.nullable,
      kind: column.label?.labelKind ?? column.kind,
    };
  });
  if (terms.length === 0) terms.push(...ownOrder(plan));
  const descending = terms.at(-1)?.descending ?? false;
  for (const key of plan.keys) {
    if (!terms.some((term) => isSame(term.expression, key.expression))) terms.push({ ...key, descending });
  }
  return terms;
}

/** `order by` of these terms, or of the opposite order. */
export function orderSql(write: WindowSql, terms: readonly OrderTerm[], backwards = false): SQL | undefined {
  if (terms.length === 0) return undefined;
  const parts = terms.map((term) =>
    write.order(term.expression, {
      descending: term.descending !== backwards,
      nullsSmallest: !term.nullsGreatest && isEverNull(term),
    }),
  );
  return sql` order by ${sql.join(parts, sql`, `)}`;
}

/** A NOT NULL column has no NULLs in any index; all else may, also where a condition leaves them out. */
function isEverNull({ expression, nullable }: OrderTerm): boolean {
  return nullable || !is(expression, Column) || !expression.notNull;
}

function ownOrder({ order }: Plan): readonly OrderTerm[] {
  return order.map((term) => ({ ...term, nullable: isNullable(term.expression), kind: kindOf(term.expression) }));
}

function isNullable(expression: Expression): boolean {
  return !is(expression, Column) || !expression.notNull;
}

function isSame(a: Expression, b: Expression): boolean {
  if (is(a, Column) && is(b, Column)) return a.name === b.name && isColumnOf(a, b.table);
  return a === b || (is(a, SQL) && is(b, SQL) && fieldName(a) !== undefined && fieldName(a) === fieldName(b));
}

/** The name of a field of a wrapped query, which each who asks for it writes anew. */
function fieldName({ queryChunks }: SQL): string | undefined {
  const [query, field, ...more] = queryChunks.filter((chunk) => is(chunk, Name));
  return query?.value === "q" && more.length === 0 ? field?.value : undefined;
}
