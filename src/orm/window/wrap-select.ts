import { Column, is, sql, type SQL } from "drizzle-orm";
import { baseOrder } from "./base-order.ts";
import type { Expression } from "./expression.ts";
import { kindOf } from "./kind-of.ts";
import type { BaseOrder, KeyPart } from "./plan.ts";
import { flattenFields, type ReadSelect, type SelectConfig, type SelectField } from "./read-select.ts";
import type { WindowSql } from "./sql/window-sql.ts";

/**
 * The query as it is, its fields under `c0`, `c1` …, its hidden keys under `k0` …. Where the app gave an order, a row's place in it
 * is `o`; a row without a key has its number in the query's order as `rx_n`, the same one as long as no row changes.
 */
export function wrapSelect(select: ReadSelect, write: WindowSql, keys: readonly KeyPart[] | undefined): SQL {
  const { config, dialect } = select;
  const selected = flattenFields(config.fields);
  const fields = selected.map(({ expression }, at) => aliased(expression, `c${at}`));
  const order = baseOrder(config.orderBy);
  const isUnion = config.setOperators.length > 0;
  const rank =
    keys && order.length > 0 && !isUnion
      ? [aliased(sql`row_number() over (order by ${terms(write, order)})`, "o")]
      : [];
  const all = [...fields, ...(keys ?? []).map((key, at) => aliased(key.expression, `k${at}`)), ...rank];
  const fieldsFlat = all.map((field) => ({ path: [field.fieldAlias], field }));
  const renamed = isUnion ? withRenamedOrder(config, selected) : config;
  const inner = dialect.buildSelectQuery({ ...renamed, fields: {}, fieldsFlat });
  if (keys) return inner;
  const places = numbering(write, selected, isUnion ? unionOrder(renamed) : shownOrder(order, selected));
  return sql`select q.*, row_number() over (${places}) as rx_n from (${inner}) q`;
}

function terms(write: WindowSql, order: readonly BaseOrder[]): SQL {
  return sql.join(
    order.map(({ expression, descending }) => write.order(expression, { descending, nullsSmallest: true })),
    sql`, `,
  );
}

/** By the app's order, then by every value: rows that are equal in all of them may stand for each other. */
function numbering(write: WindowSql, fields: readonly SelectField[], order: readonly BaseOrder[]): SQL | undefined {
  const values = fields.flatMap(({ expression }, at): BaseOrder[] => {
    const kind = kindOf(expression);
    return kind === "json" || kind === "bytes"
      ? []
      : [{ expression: sql`${sql.identifier(`c${at}`)}`, descending: false }];
  });
  const all = [...order, ...values];
  return all.length === 0 ? undefined : sql`order by ${terms(write, all)}`;
}

/** Terms of the app's order that are among the selected fields, by our names. */
function shownOrder(order: readonly BaseOrder[], fields: readonly SelectField[]): readonly BaseOrder[] {
  const shown: BaseOrder[] = [];
  for (const { expression, descending } of order) {
    const at = fields.findIndex((field) => isSame(field.expression, expression));
    if (at < 0) break;
    shown.push({ expression: sql`${sql.identifier(`c${at}`)}`, descending });
  }
  return shown;
}

function isSame(a: Expression, b: Expression): boolean {
  return a === b || (is(a, Column) && is(b, Column) && a.name === b.name && a.table === b.table);
}

/** A union is ordered by the names of its first select, which are ours now. */
function withRenamedOrder(config: SelectConfig, fields: readonly SelectField[]): SelectConfig {
  const toName = (column: Column): SQL | Column => {
    const at = fields.findIndex(({ expression }) => is(expression, Column) && expression.name === column.name);
    return at < 0 ? column : sql`${sql.identifier(`c${at}`)}`;
  };
  const setOperators = config.setOperators.map((operator) => ({
    ...operator,
    ...(operator.orderBy
      ? {
          orderBy: baseOrder(operator.orderBy).map(({ expression, descending }) => {
            const name = is(expression, Column) ? toName(expression) : expression;
            return descending ? sql`${name} desc` : sql`${name}`;
          }),
        }
      : {}),
  }));
  return { ...config, setOperators };
}

function unionOrder({ setOperators }: SelectConfig): readonly BaseOrder[] {
  return baseOrder(setOperators.at(-1)?.orderBy);
}

function aliased(expression: Expression, name: string): SQL.Aliased {
  return sql`${expression}`.as(name);
}
