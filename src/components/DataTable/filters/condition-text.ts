import type { ColumnDescription } from "../../../protocol/rows.ts";
import { cellText } from "../cells/cell-text.ts";
import { wordOf } from "../../StatusMark/word-of.ts";
import type { Condition } from "./filter-model.ts";

/** A condition as a chip says it: "Total", "over", "2,000". */
export interface ConditionText {
  readonly label: string;
  readonly how: string;
  readonly what: string;
}

/** Says a condition in words. */
export function conditionText(column: ColumnDescription, condition: Condition): ConditionText {
  const { label, kind } = column;
  const isTime = kind === "date" || kind === "timestamp";
  const text = (value: unknown): string => valueText(column, value);
  switch (condition.op) {
    case "contains":
      return { label, how: "contains", what: condition.value };
    case "notContains":
      return { label, how: "does not contain", what: condition.value };
    case "startsWith":
      return { label, how: "begins with", what: condition.value };
    case "endsWith":
      return { label, how: "ends with", what: condition.value };
    case "eq":
      return { label, how: "is", what: text(condition.value) };
    case "gte":
      return { label, how: isTime ? "from" : "at least", what: text(condition.value) };
    case "lte":
      return { label, how: isTime ? "until" : "at most", what: text(condition.value) };
    case "between":
      return { label, how: "between", what: `${text(condition.value)} and ${text(condition.to)}` };
    case "in":
      return { label, how: condition.values.length > 1 ? "is one of" : "is", what: listed(column, condition.labels) };
    case "blank":
      return { label, how: "is", what: "empty" };
    case "notBlank":
      return { label, how: "is", what: "not empty" };
  }
}

function valueText(column: ColumnDescription, value: unknown): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value instanceof Date) return cellText(column, value.getTime());
  return cellText(column, value);
}

function listed(column: ColumnDescription, labels: readonly string[]): string {
  const words = column.kind === "oneOf" ? labels.map(wordOf) : labels;
  return words.length > 3 ? `${words.slice(0, 2).join(", ")} and ${words.length - 2} more` : words.join(", ");
}
