import type { DefaultShape } from "../introspect/database-shape.ts";
import type { PulledColumn } from "./pulled-model.ts";
import type { SettledKind } from "./settle-kind.ts";

/** A default as a method of the column's builder, or as a note where none says it. */
export interface PulledDefault {
  readonly modifiers: PulledColumn["modifiers"];
  readonly note?: string;
}

/** Says a default in code. */
export function pullDefault(kind: SettledKind, given: DefaultShape | undefined): PulledDefault {
  if (given === undefined) return { modifiers: [] };
  if (given.type === "now" && (kind.kind === "timestamp" || kind.kind === "date"))
    return { modifiers: [{ method: "defaultNow", args: [] }] };
  if (given.type === "sql" && kind.kind === "uuid" && /^(gen_random_uuid|uuid_generate_v4|uuid)\(\)$/i.test(given.sql))
    return { modifiers: [{ method: "defaultRandom", args: [] }] };
  const value = given.type === "value" ? valueOf(kind, given.value) : undefined;
  if (value !== undefined) return { modifiers: [{ method: "default", args: [value] }] };
  const words =
    given.type === "sql" ? given.sql : given.type === "now" ? "the moment of the insert" : String(given.value);
  return { modifiers: [], note: `default in the database: ${words}` };
}

function valueOf(kind: SettledKind, value: string | number | boolean): string | number | boolean | bigint | undefined {
  const number = Number(value);
  switch (kind.kind) {
    case "text":
    case "longText":
      return String(value).length <= (kind.max ?? 255) ? String(value) : undefined;
    case "oneOf":
      return kind.choices?.includes(String(value)) ? String(value) : undefined;
    case "boolean":
      return number === 0 || number === 1 ? number === 1 : undefined;
    case "integer":
      return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : undefined;
    case "real":
      return Number.isFinite(number) && value !== "" ? number : undefined;
    case "bigint":
      return Number.isSafeInteger(number) ? BigInt(number) : undefined;
    case "decimal":
      return Number.isFinite(number) && value !== "" ? number.toFixed(kind.scale ?? 0) : undefined;
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value) : undefined;
    default:
      return undefined;
  }
}
