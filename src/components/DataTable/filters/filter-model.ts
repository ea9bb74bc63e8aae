import type { ColumnDescription, Filter, TextOperator } from "../../../protocol/rows.ts";

/** One condition as a reader sets it: a column, how, and with what. Values are as the server's schema of the column wants them. */
export type Condition =
  | { readonly col: string; readonly op: TextOperator; readonly value: string }
  | { readonly col: string; readonly op: "eq" | "gte" | "lte"; readonly value: unknown }
  | { readonly col: string; readonly op: "between"; readonly value: unknown; readonly to: unknown }
  | { readonly col: string; readonly op: "in"; readonly values: readonly unknown[]; readonly labels: readonly string[] }
  | { readonly col: string; readonly op: "blank" | "notBlank" };

/** How a column of this kind can be filtered, the usual way first. */
export function operatorsOf({ kind, nullable }: ColumnDescription): readonly Condition["op"][] {
  const empty = nullable ? (["blank"] as const) : [];
  switch (kind) {
    case "oneOf":
    case "ref":
      return ["in", ...empty];
    case "boolean":
      return ["eq", ...empty];
    case "integer":
    case "bigint":
    case "real":
    case "decimal":
    case "timestamp":
    case "date":
      return ["between", "gte", "lte", ...empty];
    case "id":
      return ["eq", "between"];
    case "uuid":
      return ["eq", ...empty];
    default:
      return ["contains", "startsWith", "notContains", ...empty];
  }
}

/** All conditions as the wire has them; undefined where there are none. */
export function toFilter(conditions: readonly Condition[]): Filter | undefined {
  const filters = conditions.map(toWire);
  return filters.length > 1 ? { all: filters } : filters[0];
}

/** The conditions with this one in the place of the column's older one. */
export function withCondition(conditions: readonly Condition[], condition: Condition): readonly Condition[] {
  const index = conditions.findIndex(({ col }) => col === condition.col);
  return index === -1 ? [...conditions, condition] : conditions.with(index, condition);
}

function toWire(condition: Condition): Filter {
  if (condition.op !== "in") return condition;
  const { col, op, values } = condition;
  return { col, op, values };
}
