import type { Expression } from "../expression.ts";
import { columnBehind } from "../column-behind.ts";
import { compareNumbers } from "../compare-numbers.ts";
import { compareTexts } from "../compare-texts.ts";
import { compareTimes } from "../compare-times.ts";
import { kindOf } from "../kind-of.ts";
import { originalName } from "../table-names.ts";
import type { CompareValues, TextOrders } from "./window-sql.ts";

/** How a database whose columns have fixed types orders what the expression gives; undefined where only it knows. */
export function compareByKind(expression: Expression, orders: TextOrders): CompareValues | undefined {
  switch (kindOf(expression)) {
    case "id":
    case "integer":
    case "bigint":
    case "real":
    case "decimal":
    case "boolean":
      return compareOrdinals;
    case "timestamp":
    case "date":
      return compareTimes;
    case "text":
    case "longText":
    case "oneOf":
    case "uuid": {
      const column = columnBehind(expression);
      return column && orders.ordersByBytes(originalName(column.table), column.name) ? compareTexts : undefined;
    }
    case "json":
    case "bytes":
    case undefined:
      return undefined;
  }
}

function compareOrdinals(a: unknown, b: unknown): number {
  return typeof a === "boolean" && typeof b === "boolean" ? Number(a) - Number(b) : compareNumbers(a, b);
}
