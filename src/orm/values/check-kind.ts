import { RxError } from "../../errors/rx-error.ts";
import type { ColumnFacts } from "./column-facts.ts";
import { jsonFault } from "./json-fault.ts";

/**
 * Checks that a JavaScript value can be kept by a column: its type, range, length, digits and choices, and that there is one where
 * there must be. Gives the value in the form that every database gives back.
 *
 * @throws RxError VALUE_INVALID with the column as its field
 */
export function checkKind(facts: ColumnFacts, value: unknown): unknown {
  const refuse = (expected: string, found: string = show(value)): never => {
    throw new RxError("VALUE_INVALID", { label: facts.label, expected, found }, { field: facts.key });
  };
  if (value === null || value === undefined) return facts.notNull ? refuse("a value", "none") : null;
  const { kind, max, precision = 15, scale = 0, choices } = facts.storage;
  switch (kind) {
    case "id":
      // MySQL takes 0 for "the next number".
      if (value === 0 && facts.primary && facts.kind === "id") return refuse("a whole number other than 0");
      return Number.isSafeInteger(value) ? value : refuse("a whole number");
    case "integer":
      return isInt32(value) ? value : refuse("a whole number from -2147483648 to 2147483647");
    case "bigint":
      return typeof value === "bigint" && BigInt.asIntN(64, value) === value ? value : refuse("a bigint of 64 bits");
    case "real":
      return typeof value === "number" && Number.isFinite(value) ? value : refuse("a number");
    case "decimal":
      return (
        toDecimal(value, precision, scale) ??
        refuse(`a number with at most ${precision - scale} digits before the point and ${scale} behind it`)
      );
    case "boolean":
      return typeof value === "boolean" ? value : refuse("true or false");
    case "timestamp":
      return isMoment(value) ? value : refuse("a date with time of the years 1 to 9999");
    case "date":
      return isDay(value) ? value : refuse("a day as YYYY-MM-DD");
    case "json": {
      const fault = jsonFault(value);
      return fault === undefined ? value : refuse(fault);
    }
    case "bytes":
      return value instanceof Uint8Array ? value : refuse("bytes");
    case "oneOf":
      return choices?.includes(String(value)) ? value : refuse(`one of ${(choices ?? []).join(", ")}`);
    case "uuid":
      return typeof value === "string" && uuidForm.test(value) ? value.toLowerCase() : refuse("a UUID");
    case "text":
    case "longText":
      if (typeof value !== "string") return refuse("text");
      if (value.includes("\0")) return refuse("text without the character NUL", "one");
      if (!value.isWellFormed()) return refuse("text of whole characters", "half of one");
      return max === undefined || value.length <= max || [...value].length <= max
        ? value
        : refuse(`at most ${max} characters`, String([...value].length));
  }
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function isInt32(value: unknown): boolean {
  return typeof value === "number" && (value | 0) === value;
}

function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return time >= firstMoment && new Date(time).toISOString().startsWith(value);
}

/** Brings a decimal to its fixed number of digits; undefined where it does not fit, or would lose digits. */
function toDecimal(value: unknown, precision: number, scale: number): string | undefined {
  if (typeof value !== "string" || !/\d/.test(value)) return undefined;
  const match = /^\s*([+-]?)0*(\d*)(?:\.(\d*?)0*)?\s*$/.exec(value);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  if (whole.length > precision - scale || fraction.length > scale) return undefined;
  const digits = fraction.padEnd(scale, "0");
  const text = scale > 0 ? `${whole || "0"}.${digits}` : whole || "0";
  return sign === "-" && /[1-9]/.test(text) ? `-${text}` : text;
}

function isMoment(value: unknown): value is Date {
  return value instanceof Date && value.getTime() >= firstMoment && value.getTime() <= lastMoment;
}

// Other years are no dates of MySQL.
const [firstMoment, lastMoment] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

function show(value: unknown): string {
  if (value instanceof Date) return String(value.getTime());
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
