// A value as text in a file, and back: the same value comes out that went in, to the last digit.
import { RxError } from "../../errors/rx-error.ts";
import type { Storage } from "../table-plan.ts";
import type { ColumnFacts } from "./column-facts.ts";

/**
 * A value of a row as text; null is the empty one.
 *
 * @param raw as the driver gave it: a server's time may be finer than a `Date`.
 */
export function toCellText(kind: Storage["kind"], value: unknown, raw: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return toTimeText(value, raw);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (kind === "json" || typeof value === "object") return JSON.stringify(value);
  return String(value);
}

/** UTC, to the millisecond, or as fine as the database holds it. */
function toTimeText(value: Date, raw: unknown): string {
  if (Number.isNaN(value.getTime())) return String(raw);
  const text = value.toISOString();
  const digits = typeof raw === "string" ? /:\d\d\.(\d{4,})/.exec(raw)?.[1]?.replace(/0+$/, "") : undefined;
  return digits === undefined || digits.length <= 3 ? text : text.replace(/\.\d{3}Z$/, `.${digits}Z`);
}

/** How numbers are written in a file. */
export interface TextForms {
  /** `1,5` is one and a half: where fields are parted by semicolons. */
  readonly decimalComma?: boolean;
}

/**
 * The value of a column that a text stands for; whether the column may hold it is `checkKind`'s to say. The empty text is null.
 *
 * @throws RxError VALUE_INVALID where it is not the form of this kind at all
 */
export function fromCellText(facts: ColumnFacts, text: string, forms: TextForms = {}): unknown {
  const { kind } = facts.storage;
  const isText = kind === "text" || kind === "longText";
  if (text === "") return null;
  const value = isText || kind === "oneOf" ? text : readText(kind, text.trim(), forms);
  if (value !== undefined) return value;
  const found = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  throw new RxError(
    "VALUE_INVALID",
    { label: facts.label, expected: expected[kind] ?? kind, found },
    { field: facts.key },
  );
}

const expected: Readonly<Partial<Record<Storage["kind"], string>>> = {
  id: "a whole number",
  integer: "a whole number",
  bigint: "a whole number",
  real: "a number",
  boolean: "true or false",
  timestamp: "a time in UTC to the millisecond, as 2026-01-31T09:30:00Z",
  json: "JSON",
  bytes: "bytes as base64",
};

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  "1": true,
  "0": false,
};

/** Undefined: no such value. */
function readText(kind: Storage["kind"], text: string, { decimalComma = false }: TextForms): unknown {
  switch (kind) {
    case "id":
    case "integer":
      return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
    case "bigint":
      return /^[+-]?\d{1,30}$/.test(text) ? BigInt(text.replace("+", "")) : undefined;
    case "real": {
      const number = Number(decimalComma ? text.replace(",", ".") : text);
      return Number.isFinite(number) && text !== "" && !/^[+-]?0[xob]/i.test(text) ? number : undefined;
    }
    case "decimal":
      return decimalComma && /^[+-]?\d*,\d+$/.test(text) ? text.replace(",", ".") : text;
    case "boolean": {
      const word = text.toLowerCase();
      return Object.hasOwn(booleans, word) ? booleans[word] : undefined;
    }
    case "timestamp":
      return readTime(text);
    case "json":
      return readJson(text);
    case "bytes":
      return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? Buffer.from(text, "base64") : undefined;
    default:
      return text;
  }
}

const timeForm = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3})0*)?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?)?$/i;

/** As we write it ourselves. */
const usualTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A moment; without a zone it is UTC, without a time the day's beginning. Never rounded: finer than a millisecond is no such value. */
function readTime(text: string): Date | undefined {
  if (usualTime.test(text)) {
    const moment = new Date(text);
    return moment.getUTCDate() === Number(text.slice(8, 10)) ? moment : undefined;
  }
  const match = timeForm.exec(text);
  if (!match) return undefined;
  const [, day = "", time = "00:00", seconds = "00", fraction = "0", zone = "Z"] = match;
  const offset = /^[zZ]$/.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const moment = new Date(`${day}T${time}:${seconds}.${fraction.padEnd(3, "0")}${offset}`);
  const isDay = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(isDay.getTime()) && isDay.toISOString().startsWith(day);
  return isReal && !Number.isNaN(moment.getTime()) ? moment : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: that is the answer.
  }
}
