import type { ColumnDescription } from "../../../protocol/rows.ts";
import { isRefCell } from "../../../protocol/cell-value.ts";

type Column = Pick<ColumnDescription, "kind" | "scale">;

/** A cell as text, by the reader's locale; empty where there is nothing. `cell` is as it came over the wire. */
export function cellText(column: Column, cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  switch (column.kind) {
    case "id":
      return `#${String(cell)}`;
    case "integer":
    case "real":
      return numbers().format(Number(cell));
    case "bigint":
      return numbers().format(BigInt(String(cell)));
    case "decimal":
      return decimalText(String(cell), column.scale);
    case "timestamp":
      return times().format(new Date(Number(cell)));
    case "date":
      return dayText(String(cell));
    case "boolean":
      return cell === true ? "Yes" : "No";
    case "ref":
      return isRefCell(cell) ? cell[1] : String(cell);
    case "json":
      return JSON.stringify(cell);
    case "bytes":
      return `${Math.floor((String(cell).length * 3) / 4).toLocaleString()} bytes`;
    default:
      return String(cell);
  }
}

/** Are cells of this kind right-aligned, with their header? Keys are names, not amounts. */
export function isNumeric(kind: ColumnDescription["kind"]): boolean {
  return kind === "integer" || kind === "bigint" || kind === "real" || kind === "decimal";
}

const made = new Map<string, Intl.NumberFormat>();

function numbers(scale?: number): Intl.NumberFormat {
  const key = String(scale);
  let format = made.get(key);
  if (format === undefined) {
    const digits = scale === undefined ? {} : { minimumFractionDigits: scale, maximumFractionDigits: scale };
    format = new Intl.NumberFormat(undefined, digits);
    made.set(key, format);
  }
  return format;
}

// Digit by digit: a decimal may have more of them than a number can hold.
function decimalText(text: string, scale: number | undefined): string {
  const [whole = "0", fraction = ""] = text.split(".");
  const digits = scale === undefined ? fraction : fraction.padEnd(scale, "0").slice(0, scale);
  if (!/^-?\d+$/.test(whole)) return text;
  const grouped = numbers().format(BigInt(whole));
  const sign = whole.startsWith("-") && BigInt(whole) === 0n ? "-" : "";
  return `${sign}${grouped}${digits === "" ? "" : `${decimalPoint()}${digits}`}`;
}

let point: string | undefined;

function decimalPoint(): string {
  point ??=
    numbers(1)
      .formatToParts(1.1)
      .find((part) => part.type === "decimal")?.value ?? ".";
  return point;
}

let timeFormat: Intl.DateTimeFormat | undefined;
let dayFormat: Intl.DateTimeFormat | undefined;

function times(): Intl.DateTimeFormat {
  timeFormat ??= new Intl.DateTimeFormat(undefined, {
    year: "numeric",
    month: "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return timeFormat;
}

// A day has no time zone: it is the same day everywhere.
function dayText(day: string): string {
  dayFormat ??= new Intl.DateTimeFormat(undefined, {
    year: "numeric",
    month: "short",
    day: "2-digit",
    timeZone: "UTC",
  });
  const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? day : dayFormat.format(at);
}
