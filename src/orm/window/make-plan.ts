// A query is understood once: which columns there are, what makes a row the same row, whether conditions may go into it.
import { Column, getTableName, is, SQL, Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { ColumnKind } from "../../protocol/rows.ts";
import { encodeValue } from "../../protocol/values.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { columnFacts } from "../values/column-facts.ts";
import { keyColumns } from "../values/key-columns.ts";
import { baseOrder } from "./base-order.ts";
import { describeField } from "./describe-field.ts";
import { namedField } from "./named-field.ts";
import { plainText, type Expression } from "./expression.ts";
import { labelJoin } from "./label-join.ts";
import type { KeyPart, Plan, PlanColumn } from "./plan.ts";
import { isSecret } from "./is-secret.ts";
import { nameOf, planJoins, type PlannedJoins } from "./plan-joins.ts";
import { flattenFields, readSelect, type ReadSelect, type SelectField } from "./read-select.ts";
import { windowSqlOf } from "./sql/window-sql-of.ts";
import type { RowsOptions } from "./rows-options.ts";
import { RowsQuery } from "./rows-query.ts";
import { originalName } from "./table-names.ts";
import { wrapSelect } from "./wrap-select.ts";

/** Kinds that have no order and no text to compare. */
const opaque: ReadonlySet<ColumnKind> = new Set(["json", "bytes"]);
const textual: ReadonlySet<ColumnKind> = new Set(["text", "longText"]);

/**
 * Understands what a rows var's getter returned: a select, a table, or `rows(…)` of one.
 *
 * @throws RxError ROWS_OPTION_INVALID for an option that names what is not selected.
 */
export function makePlan(handle: DatabaseHandle, value: object): Plan {
  const query = value instanceof RowsQuery ? value.query : value;
  const options = value instanceof RowsQuery ? value.options : {};
  const select = readSelect(is(query, Table) ? handle.database.select().from(query as never) : query); // as: any dialect's table
  const fields = visibleFields(select, options);
  const joins = planJoins(select);
  const hidden = keyParts(select, joins, isSimple(select));
  const isDirect = isSimple(select) && hidden !== undefined;
  const wrapped = isDirect ? undefined : wrapSelect(select, hidden);
  const { keys, order } = wrapped ?? { keys: hidden ?? [], order: baseOrder(select.config.orderBy) };
  const inner = wrapped?.inner;
  const list = describe(select, fields, options, inner);
  const { text, params, tables } = handle.toText(select.sql);
  const single = isDirect && joins.keyed.length === 1 && !joins.keyless ? joins.keyed[0] : undefined;
  const base = single && nameOf(select.config.table) === getTableName(single) ? single : undefined;
  return {
    select,
    write: windowSqlOf(handle.dialect),
    decorating: isDirect ? joins.decorating : new Set(),
    mode: isDirect ? "direct" : "wrapped",
    inner,
    list,
    columns: new Map(list.map((column) => [column.description.name, column])),
    keys,
    keyed: hidden !== undefined,
    base,
    captured: base && isAlone(base, text, list) ? originalName(base) : undefined,
    order,
    tables: new Set([...tables, ...list.flatMap(({ label }) => (label ? [originalName(label.table)] : []))]),
    identity: JSON.stringify([text, encodeValue(params), options]),
    keySpace: keys.map((key) => (key.column ? `${getTableName(key.column.table)}.${key.column.name}` : "?")).join(),
    live: options.live !== false,
  };
}

/** Is the base table read in one place only, so that a change of its rows is a change of these rows and nothing else? */
function isAlone(base: Table, text: string, list: readonly PlanColumn[]): boolean {
  const name = originalName(base);
  const places = text
    .split(/\b(?:from|join)\s+/i)
    .filter((part) => part.startsWith(`"${name}"`) || part.startsWith(`\`${name}\``));
  return places.length === 1 && !list.some(({ label }) => label && originalName(label.table) === name);
}

interface VisibleField extends SelectField {
  /** Position in the select. */
  readonly at: number;
}

function visibleFields(select: ReadSelect, options: RowsOptions): readonly VisibleField[] {
  const revealed = new Set(options.reveal ?? []);
  return flattenFields(select.config.fields)
    .map((field, at) => ({ ...field, at }))
    .filter(({ name, expression }) => !isSecret(expression) || revealed.has(name));
}

/** May conditions, order and limit be put into the query itself? */
function isSimple({ config }: ReadSelect): boolean {
  const { groupBy, having, distinct, limit, offset, setOperators } = config;
  if (groupBy?.length || having || distinct || limit !== undefined || offset !== undefined) return false;
  return setOperators.length === 0 && !flattenFields(config.fields).some(({ expression }) => isCollective(expression));
}

/** An aggregate or a window function, not counting those within a subquery. */
function isCollective(expression: Expression): boolean {
  if (is(expression, Column)) return false;
  let text = plainText(expression);
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\(\s*select\b[^()]*\)/gi, "?").replace(/\((?!\s*select\b)([^()]*)\)/gi, "‹$1›");
  }
  return /\b(count|sum|avg|min|max|total|group_concat|string_agg|array_agg|json_group_\w+)\s*‹|\bover\s*‹/i.test(text);
}

/** What makes a row the same row; undefined where nothing does. */
function keyParts(select: ReadSelect, joins: PlannedJoins, isDirect: boolean): readonly KeyPart[] | undefined {
  const { config, alwaysThere } = select;
  if (config.setOperators.length > 0 || config.distinct) return undefined;
  if (config.groupBy && config.groupBy.length > 0) {
    return config.groupBy.map((group) => {
      const expression = is(group, SQL.Aliased) ? group.sql : group;
      const { kind } = describeField("", expression, true);
      return { expression, kind, nullable: true, column: undefined };
    });
  }
  const isAggregate = flattenFields(config.fields).some(({ expression }) => isAggregateOnly(expression));
  if (joins.keyless || (!isDirect && isAggregate)) return undefined;
  return joins.keyed.flatMap((table) =>
    keyColumns(table).map((column) => ({
      expression: column,
      kind: columnFacts(column).storage.kind,
      nullable: alwaysThere[getTableName(table)] === false,
      column,
    })),
  );
}

function isAggregateOnly(expression: Expression): boolean {
  return isCollective(expression) && !/\bover\s*\(/i.test(is(expression, SQL) ? plainText(expression) : "");
}

function describe(
  select: ReadSelect,
  fields: readonly VisibleField[],
  options: RowsOptions,
  inner: SQL | undefined,
): readonly PlanColumn[] {
  const names = new Set(fields.map(({ name }) => name));
  for (const option of ["search", "filter", "sort", "edit"] as const) {
    const unknown = options[option]?.find((name) => !names.has(name));
    if (unknown !== undefined) throw new RxError("ROWS_OPTION_INVALID", { option, found: JSON.stringify(unknown) });
  }
  const allows = (option: "search" | "filter" | "sort", name: string): boolean =>
    options[option]?.includes(name) ?? true;
  return fields.map(({ name, expression, at }, index) => {
    const column = is(expression, Column) && is(expression.table, Table) ? expression : undefined;
    const outer = column ? select.alwaysThere[getTableName(column.table)] === false : false;
    const nullable = outer || !column?.notNull;
    const { description, kind } = describeField(name, expression, nullable);
    const source = inner ? namedField(`c${at}`, expression) : expression;
    const label = description.kind === "ref" && column ? labelJoin(column, source, index) : undefined;
    const canEdit = options.edit?.includes(name) ?? false;
    if (canEdit && (!column || columnFacts(column).primary || inner)) {
      throw new RxError("ROWS_OPTION_INVALID", {
        option: "edit",
        found: `${JSON.stringify(name)}, which is no plain column`,
      });
    }
    const shown = label ? label.labelKind : kind;
    return {
      index,
      kind,
      expression: source,
      column,
      nullable,
      label,
      description: {
        ...description,
        ...(allows("sort", name) && !opaque.has(kind) ? { sort: true } : {}),
        ...(allows("filter", name) && !opaque.has(kind) ? { filter: true } : {}),
        ...(allows("search", name) && textual.has(shown) ? { search: true } : {}),
        ...(canEdit ? { edit: true } : {}),
      },
    };
  });
}
