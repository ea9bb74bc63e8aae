import { Column, is, sql, type SQL } from "drizzle-orm";
import { baseOrder } from "./base-order.ts";
import type { Expression } from "./expression.ts";
import { kindOf } from "./kind-of.ts";
import { namedField } from "./named-field.ts";
import type { BaseOrder, KeyPart } from "./plan.ts";
import { flattenFields, type ReadSelect, type SelectConfig, type SelectField } from "./read-select.ts";

/** A query in parentheses, as conditions and an order are put around it. */
export interface WrappedSelect {
  readonly inner: SQL;
  readonly keys: readonly KeyPart[];
  readonly order: readonly BaseOrder[];
}

/**
 * The query as it is, its fields under `c0`, `c1` …, its hidden keys under `k0` …, what the app orders by under `o0` …. A row without
 * a key is known by all its values and, where rows may be alike, by its number among those.
 */
export function wrapSelect(select: ReadSelect, hidden: readonly KeyPart[] | undefined): WrappedSelect {
  const { config, dialect } = select;
  const selected = flattenFields(config.fields);
  const isUnion = config.setOperators.length > 0;
  const order = isUnion ? [] : baseOrder(config.orderBy);
  const all = [
    ...selected.map(({ expression }, at) => aliased(expression, `c${at}`)),
    ...(hidden ?? []).map((key, at) => aliased(key.expression, `k${at}`)),
    // The values themselves, not places: those of all rows would change with each that comes in between.
    ...(hidden ? order.map(({ expression }, at) => aliased(expression, `o${at}`)) : []),
  ];
  const fieldsFlat = all.map((field) => ({ path: [field.fieldAlias], field }));
  const renamed = isUnion ? withRenamedOrder(config, selected) : config;
  const inner = dialect.buildSelectQuery({ ...renamed, fields: {}, fieldsFlat });
  if (hidden) {
    return {
      inner,
      keys: hidden.map((key, at) => ({ ...key, expression: namedField(`k${at}`, key.expression) })),
      order: order.map((term, at) => ({ ...term, expression: namedField(`o${at}`, term.expression) })),
    };
  }
  return withoutKey(
    inner,
    config,
    isUnion ? baseOrder(renamed.setOperators.at(-1)?.orderBy) : shownOrder(order, selected),
  );
}

function withoutKey(query: SQL, config: SelectConfig, order: readonly BaseOrder[]): WrappedSelect {
  const selected = flattenFields(config.fields);
  const keys = selected.flatMap(({ expression }, at): KeyPart[] => {
    const kind = kindOf(expression);
    if (kind === "json" || kind === "bytes") return [];
    return [
      { expression: namedField(`c${at}`, expression), kind: kind ?? "longText", nullable: true, column: undefined },
    ];
  });
  const isUnique = config.setOperators.length > 0 ? config.setOperators.every(({ isAll }) => !isAll) : config.distinct;
  if (isUnique && keys.length === selected.length) return { inner: query, keys, order };
  const alike = keys.map(({ expression }) => sql`${expression}`);
  const among = alike.length > 0 ? sql`partition by ${sql.join(alike, sql`, `)}` : undefined;
  const number = {
    expression: sql`q.rx_n`.mapWith(Number),
    kind: "integer",
    nullable: false,
    column: undefined,
  } as const;
  return {
    inner: sql`select q.*, row_number() over (${among}) as rx_n from (${query}) q`,
    keys: [...keys, number],
    order,
  };
}

/** Terms of the app's order that are among the selected fields, by our names. */
function shownOrder(order: readonly BaseOrder[], fields: readonly SelectField[]): readonly BaseOrder[] {
  const shown: BaseOrder[] = [];
  for (const { expression, descending } of order) {
    const at = fields.findIndex((field) => isSame(field.expression, expression));
    if (at < 0) break;
    shown.push({ expression: namedField(`c${at}`, expression), descending });
  }
  return shown;
}

function isSame(a: Expression, b: Expression): boolean {
  return a === b || (is(a, Column) && is(b, Column) && a.name === b.name && a.table === b.table);
}

/** A union is ordered by the names of its first select, which are ours now. */
function withRenamedOrder(config: SelectConfig, fields: readonly SelectField[]): SelectConfig {
  const toName = (column: Column): Expression => {
    const at = fields.findIndex(({ expression }) => is(expression, Column) && expression.name === column.name);
    return at < 0 ? column : sql`${sql.identifier(`c${at}`)}`.mapWith(column);
  };
  const rename = (orderBy: readonly (Column | SQL | SQL.Aliased)[]): SQL[] =>
    baseOrder(orderBy).map(({ expression, descending }) => {
      const name = is(expression, Column) ? toName(expression) : expression;
      return descending ? sql`${name} desc` : sql`${name}`;
    });
  const setOperators = config.setOperators.map((operator) =>
    operator.orderBy ? { ...operator, orderBy: rename(operator.orderBy) } : operator,
  );
  return { ...config, setOperators };
}

function aliased(expression: Expression, name: string): SQL.Aliased {
  return sql`${expression}`.as(name);
}
