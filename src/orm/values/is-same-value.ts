import type { Column } from "drizzle-orm";
import { encodeValue } from "../../protocol/values.ts";
import { columnFacts } from "./column-facts.ts";

/** Are both the same value of a column, as a browser would be told of them? A decimal is the same with and without zeros at its end. */
export function isSameValue(column: Column | undefined, a: unknown, b: unknown): boolean {
  const isDecimal = column !== undefined && columnFacts(column).storage.kind === "decimal";
  return isDecimal ? toText(toDigits(a)) === toText(toDigits(b)) : toText(a) === toText(b);
}

function toText(value: unknown): string {
  return JSON.stringify(encodeValue(value ?? null));
}

function toDigits(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const match = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}
