import { Column, is, sql, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { Filter } from "../../protocol/rows.ts";
import { contains } from "../functions/contains.ts";
import { ilike } from "../functions/ilike.ts";
import type { Storage } from "../table-plan.ts";
import { decoderOf, type Expression } from "./expression.ts";
import { filterValue } from "./filter-value.ts";
import type { Plan, PlanColumn } from "./plan.ts";

type Condition = Exclude<Filter, { all: unknown } | { any: unknown }>;

/** What a condition compares. */
interface Operand {
  readonly expression: Expression;
  readonly kind: Storage["kind"];
  readonly label: string;
}

/**
 * A browser's filter as SQL. Names are looked up among the selected columns and nowhere else; values are only ever parameters.
 *
 * @throws RxError COLUMN_NOT_ALLOWED or FILTER_VALUE_INVALID
 */
export function filterSql(plan: Plan, filter: Filter): SQL {
  if ("all" in filter) return joined(plan, filter.all, "and");
  if ("any" in filter) return joined(plan, filter.any, "or");
  const column = plan.columns.get(filter.col);
  if (!column?.description.filter) {
    throw new RxError("COLUMN_NOT_ALLOWED", { action: "filter", found: JSON.stringify(filter.col) });
  }
  return conditionSql(column, filter);
}

/** Rows in which a searched column holds the text. */
export function searchSql(plan: Plan, search: string): SQL | undefined {
  if (search === "") return undefined;
  const searched = plan.list.filter(({ description }) => description.search);
  const conditions = searched.flatMap(
    ({ label, expression }) => contains(text(label?.label ?? expression), search) ?? [],
  );
  return conditions.length === 0 ? sql`1 = 0` : sql`(${sql.join(conditions, sql` or `)})`;
}

function joined(plan: Plan, filters: readonly Filter[], word: "and" | "or"): SQL {
  if (filters.length === 0) return word === "and" ? sql`1 = 1` : sql`1 = 0`;
  const parts = filters.map((filter) => filterSql(plan, filter));
  return sql`(${sql.join(parts, sql.raw(` ${word} `))})`;
}

function conditionSql(column: PlanColumn, filter: Condition): SQL {
  const name = column.description.label;
  const key: Operand = { expression: column.expression, kind: column.kind, label: name };
  const shown: Operand = column.label
    ? { expression: column.label.label, kind: column.label.labelKind, label: name }
    : key;
  switch (filter.op) {
    case "contains":
      return contains(text(shown.expression), filter.value) ?? sql`1 = 1`;
    case "notContains":
      return sql`(not (${contains(text(shown.expression), filter.value) ?? sql`1 = 1`}) or ${shown.expression} is null)`;
    case "startsWith":
      return ilike(text(shown.expression), `${escapeLike(filter.value)}%`);
    case "endsWith":
      return ilike(text(shown.expression), `%${escapeLike(filter.value)}`);
    case "eq":
    case "ne":
      return equal(operandFor(key, shown, filter.value), filter.value, filter.op === "ne");
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return sql`${shown.expression} ${sql.raw(signs[filter.op])} ${param(shown, filter.value)}`;
    case "between":
      return sql`(${shown.expression} >= ${param(shown, filter.value)} and ${shown.expression} <= ${param(shown, filter.to)})`;
    case "in":
    case "notIn":
      return among(
        operandFor(
          key,
          shown,
          filter.values.find((value) => value !== null),
        ),
        filter.values,
        filter.op === "notIn",
      );
    case "blank":
      return blank(key);
    case "notBlank":
      return sql`not ${blank(key)}`;
  }
}

const signs = { lt: "<", lte: "<=", gt: ">", gte: ">=" };

/** A reference is compared with keys of its own kind by its key, with anything else by its name. */
function operandFor(key: Operand, shown: Operand, value: unknown): Operand {
  if (key === shown || value === null || value === undefined) return key;
  const isKey = key.kind === "id" || key.kind === "integer" ? typeof value === "number" : true;
  return isKey ? key : shown;
}

function equal(operand: Operand, value: unknown, not: boolean): SQL {
  const { expression } = operand;
  if (value === null) return not ? sql`${expression} is not null` : sql`${expression} is null`;
  const right = param(operand, value);
  return not ? sql`(${expression} <> ${right} or ${expression} is null)` : sql`${expression} = ${right}`;
}

function among(operand: Operand, values: readonly unknown[], not: boolean): SQL {
  const { expression } = operand;
  const some = values.filter((value) => value !== null);
  const hasNull = some.length < values.length;
  const list = some.length === 0 ? sql`1 = 0` : sql`${expression} in ${some.map((value) => param(operand, value))}`;
  const found = hasNull ? sql`(${list} or ${expression} is null)` : sql`(${list})`;
  if (!not) return found;
  if (hasNull)
    return some.length === 0 ? sql`${expression} is not null` : sql`(not ${list} and ${expression} is not null)`;
  return some.length === 0 ? sql`1 = 1` : sql`(not ${list} or ${expression} is null)`;
}

function blank({ expression, kind }: Operand): SQL {
  return kind === "text" || kind === "longText"
    ? sql`(${expression} is null or ${expression} = '')`
    : sql`(${expression} is null)`;
}

function param({ expression, kind, label }: Operand, value: unknown): SQL {
  const checked = filterValue(kind, value, label);
  const decoder = decoderOf(expression);
  return is(decoder, Column) ? sql`${sql.param(checked, decoder)}` : sql`${checked}`;
}

function text(expression: Expression): SQL {
  return sql`${expression}`;
}

function escapeLike(part: string): string {
  return part.replace(/[!%_]/g, "!$&");
}
