import { RxError } from "../../errors/rx-error.ts";
import type { Storage } from "../table-plan.ts";

/** A value that a filter compares a column with, as the column's own kind. Throws FILTER_VALUE_INVALID for one of another kind. */
export function filterValue(kind: Storage["kind"], value: unknown, label: string): unknown {
  const refuse = (expected: string): never => {
    const found = value === null ? "none" : value instanceof Date ? "a date" : `a ${typeof value}`;
    throw new RxError("FILTER_VALUE_INVALID", { label, expected, found });
  };
  switch (kind) {
    case "id":
    case "integer":
    case "real":
      return typeof value === "number" && Number.isFinite(value) ? value : refuse("a number");
    case "bigint":
      if (typeof value === "bigint") return value;
      if (typeof value === "string" && /^-?\d{1,19}$/.test(value)) return BigInt(value);
      return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : refuse("a whole number");
    case "decimal":
      if (typeof value === "number" && Number.isFinite(value)) return toDigits(value);
      return typeof value === "string" && /^-?\d{1,40}(\.\d{1,40})?$/.test(value) ? value : refuse("a number");
    case "boolean":
      return typeof value === "boolean" ? value : refuse("true or false");
    case "timestamp":
      if (value instanceof Date && Number.isFinite(value.getTime())) return value;
      return typeof value === "number" && Math.abs(value) <= 8.64e15 ? new Date(value) : refuse("a date");
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : refuse("a day as YYYY-MM-DD");
    case "uuid":
    case "text":
    case "longText":
    case "oneOf":
      return typeof value === "string" ? value : refuse("text");
    case "json":
    case "bytes":
      return refuse("no filter");
  }
}

/** Without an exponent, which a decimal column does not take. */
function toDigits(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}
