import type { ColumnKindShape } from "../database-shape.ts";
import { decimalKind } from "../decimal-kind.ts";
import { textKind } from "../text-kind.ts";

/** Our kind of a type that a table of SQLite was made with: by the name where it says more than SQLite minds, else by its affinity. */
export function readKind(type: string): ColumnKindShape {
  const [, name = "", first, second] =
    /^\s*([^(]*?)\s*(?:\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\))?\s*$/.exec(type.toLowerCase()) ?? [];
  if (/^bool(ean)?$/.test(name)) return { kind: "boolean" };
  if (/^(datetime|timestamp.*)$/.test(name)) return { kind: "timestamp" };
  if (name === "date") return { kind: "date" };
  if (/^jsonb?$/.test(name)) return { kind: "json" };
  if (/^(uuid|guid|uniqueidentifier)$/.test(name)) return { kind: "uuid" };
  if (/^(numeric|decimal|money)$/.test(name)) return decimalOf(name, first, second);
  if (/^(bigint|int8|unsigned big int)$/.test(name)) return { kind: "bigint" };
  if (name.includes("int")) return { kind: "integer" };
  if (/char|clob|text/.test(name)) return textKind(first === undefined ? undefined : Number(first));
  if (name.includes("blob") || name === "binary" || name === "varbinary") return { kind: "bytes" };
  if (/real|floa|doub/.test(name)) return { kind: "real" };
  if (name === "") return { kind: "longText", differs: "a column without a type, which takes any value" };
  return { kind: "real", differs: `a type that SQLite reads as a number: ${type}` };
}

function decimalOf(name: string, precision: string | undefined, scale: string | undefined): ColumnKindShape {
  if (precision !== undefined) return decimalKind(Number(precision), Number(scale ?? 0));
  return name === "money" ? decimalKind(15, 4) : { kind: "real", differs: `a ${name} without its number of digits` };
}
