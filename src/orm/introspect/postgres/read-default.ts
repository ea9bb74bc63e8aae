import type { DefaultShape } from "../database-shape.ts";
import { readDefault as readCommon } from "../read-default.ts";

/** A default as PostgreSQL says it: a text has its type behind it. */
export function readDefault(sql: string): DefaultShape | undefined {
  const [, literal, type = ""] =
    /^('(?:[^']|'')*'|\(?-?[\d.]+\)?|NULL|true|false)::([\w ]+(?:\(\d+(?:,\d+)?\))?|"[^"]+")$/s.exec(sql) ?? [];
  if (literal === undefined) return readCommon(sql);
  // A text that was meant as a date is one, for the models too.
  const found = readCommon(literal);
  const isNumber = /^(smallint|integer|bigint|real|double precision)$/.test(type);
  if (
    isNumber &&
    found?.type === "value" &&
    typeof found.value === "string" &&
    Number.isSafeInteger(Number(found.value))
  )
    return { type: "value", value: Number(found.value) };
  return found;
}
