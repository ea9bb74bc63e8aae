import type { ColumnKindShape } from "../database-shape.ts";
import { decimalKind } from "../decimal-kind.ts";
import { textKind } from "../text-kind.ts";

const same: Readonly<Record<string, ColumnKindShape["kind"]>> = {
  smallint: "integer",
  integer: "integer",
  bigint: "bigint",
  real: "real",
  "double precision": "real",
  boolean: "boolean",
  date: "date",
  json: "json",
  jsonb: "json",
  bytea: "bytes",
  uuid: "uuid",
  text: "longText",
};

/** Our kind of a type of PostgreSQL. */
export function readKind(type: string, choices?: readonly string[]): ColumnKindShape {
  if (choices) return enumKind(choices);
  const kind = same[type];
  if (kind) return { kind };
  const [, name = "", first, second] =
    /^(.*?)\s*(?:\((\d+)(?:,(-?\d+))?\))?(?: with(?:out)? time zone)?$/.exec(type) ?? [];
  if (name === "timestamp") return { kind: "timestamp" };
  if (name === "character varying") return textKind(first === undefined ? undefined : Number(first));
  if (name === "character") return textKind(Number(first ?? 1), "a text of fixed length, filled up with spaces");
  if (name === "numeric" && first !== undefined) return decimalKind(Number(first), Number(second ?? 0));
  if (name === "numeric") return { ...decimalKind(15, 6), differs: "a numeric of any number of digits" };
  if (type === "money") return textKind(undefined, "an amount in the server's own currency, as text");
  if (type === "citext") return textKind(undefined, "a text that is the same in any case");
  if (/\[\]$|^(point|circle|line|lseg|box|path|polygon)$/.test(type)) return { kind: "longText", foreign: true };
  return textKind(undefined, `of the type ${type}, kept as its text`);
}

function enumKind(choices: readonly string[]): ColumnKindShape {
  const fits = choices.length > 0 && choices.every((choice) => choice !== "" && choice.length <= 64);
  return fits ? { kind: "oneOf", choices } : textKind(255, "an enum type with values that oneOf() does not take");
}
