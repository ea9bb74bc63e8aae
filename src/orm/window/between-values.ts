import type { Column } from "drizzle-orm";
import { columnFacts } from "../values/column-facts.ts";
import type { WindowSql } from "./sql/window-sql.ts";

/** Two values of a column as the driver gives them, and a share of the way from one to the other. */
export interface BetweenValues {
  readonly least: unknown;
  readonly greatest: unknown;
  readonly share: number;
}

/** A value of the column about so far between two others, in the form in which it is bound; undefined where none can be made. */
export function betweenValues(write: WindowSql, column: Column, { least, greatest, share }: BetweenValues): unknown {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  if (typeof least === "bigint" && typeof greatest === "bigint")
    return least + ((greatest - least) * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
  if (typeof least === "number" && typeof greatest === "number") {
    const value = mix(least, greatest);
    return Number.isInteger(least) && Number.isInteger(greatest) ? Math.round(value) : value;
  }
  if (typeof least !== "string" || typeof greatest !== "string") return undefined;
  const { kind, scale = 20 } = columnFacts(column).storage;
  switch (kind) {
    case "decimal":
      return mix(Number(least), Number(greatest)).toFixed(Math.min(scale, 20));
    case "timestamp":
    case "date": {
      const value = new Date(mix(toTime(least), toTime(greatest)));
      if (Number.isNaN(value.getTime())) return undefined;
      if (kind === "date") return value.toISOString().slice(0, 10);
      return write.toRaw(column, value) ?? value.toISOString().slice(0, 23).replace("T", " ");
    }
    case "uuid": {
      const first = Math.floor(mix(Number.parseInt(least.slice(0, 8), 16), Number.parseInt(greatest.slice(0, 8), 16)));
      return `${first.toString(16).padStart(8, "0")}-0000-0000-0000-000000000000`;
    }
    default:
      return toText(mix(toNumber(least), toNumber(greatest)));
  }
}

/** Of a text that a server writes in UTC. */
function toTime(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, 23).replace(/[+-].*$/, "") || "00:00:00"}Z`);
}

/** The first characters of a text as digits of a number, and back. */
const digits = 3;
const base = 0xd800;

function toNumber(text: string): number {
  let number = 0;
  for (let at = 0; at < digits; at++) number = number * base + Math.min(base - 1, text.charCodeAt(at) || 0);
  return number;
}

function toText(number: number): string {
  let text = "";
  let rest = Math.floor(number);
  for (let at = 0; at < digits; at++) {
    text = String.fromCharCode(rest % base) + text;
    rest = Math.floor(rest / base);
  }
  return text.replaceAll("\0", "");
}
