import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnKindShape, ColumnShape } from "../introspect/database-shape.ts";
import { textKind } from "../introspect/text-kind.ts";
import type { ColumnLook } from "./column-look.ts";

/** Longest text that is worth a line of its own in a form, where the database sets no bound. */
const shortText = 80;
const mostOfText = 255;

/** A kind, and whether the column is bound to be short: part of a key or an index. */
export interface SettledKind extends ColumnKindShape {
  readonly differs?: string | undefined;
}

/**
 * The kind of a column once its values were looked at. SQLite keeps any value in any column, so there the values have the last word.
 *
 * @param isKey it is part of a key, an index or a reference
 */
export function settleKind(
  dialect: DialectName,
  column: ColumnShape,
  { look, isKey }: { readonly look: ColumnLook | undefined; readonly isKey: boolean },
): SettledKind {
  const found = dialect === "sqlite" ? settleSqlite(column, look) : settleTyped(column, look);
  if (found.kind !== "longText" || found.max !== undefined) return found;
  const longest = look?.longest ?? 0;
  if (isKey) return { ...found, ...textKind(longest > mostOfText ? Math.min(longest * 2, 4_000) : mostOfText) };
  const isShort = look !== undefined && look.values > 0 && longest <= shortText;
  return isShort ? { ...found, ...textKind(mostOfText) } : found;
}

function settleTyped(column: ColumnShape, look: ColumnLook | undefined): SettledKind {
  const { type } = column;
  if (type.startsWith("tinyint(1)") && look !== undefined && (look.greatest ?? 0) > 1) return { kind: "integer" };
  if (type.startsWith("char(36)") && look !== undefined && look.uuids !== look.values && look.values > 0)
    return textKind(36);
  if (type === "numeric") return { ...column, scale: Math.min(look?.fraction ?? 2, 10), precision: 15 };
  return column;
}

function settleSqlite(column: ColumnShape, look: ColumnLook | undefined): SettledKind {
  if (look === undefined || look.values === 0)
    return column.kind === "timestamp" ? { ...column, sqliteText: true } : column;
  const { values, integers = 0, reals = 0, texts = 0, blobs = 0 } = look;
  const numbers = integers + reals;
  const asText = (why: string): SettledKind => ({
    kind: "longText",
    differs: `${column.type || "no type"} in the database, but ${why}`,
  });
  switch (column.kind) {
    case "id":
    case "integer":
    case "bigint":
      if (reals > 0 && numbers === values)
        return { kind: "real", differs: "a whole number in the database, but some values are none" };
      if (numbers < values) return asText("some values are no numbers");
      return column.kind === "bigint" || isWide(look) ? { kind: "bigint" } : { kind: "integer" };
    case "boolean":
      if (integers === values && (look.least ?? 0) >= 0 && (look.greatest ?? 0) <= 1) return column;
      return numbers === values ? { kind: "integer" } : asText("some values are neither 0 nor 1");
    case "decimal":
      if (numbers < values) return asText("some values are no numbers");
      return (look.fraction ?? 0) > (column.scale ?? 0)
        ? { kind: "real", differs: `${column.type} in the database, but some values have more digits` }
        : column;
    case "real":
      return numbers === values ? column : asText("some values are no numbers");
    case "timestamp":
      return settleTime(column, look);
    case "date":
      if (look.days === values) return column;
      return look.moments === values
        ? { kind: "timestamp", sqliteText: true }
        : asText("values of another form than 2026-11-21");
    case "json":
      return look.jsons === values ? column : asText("some values are no JSON");
    case "uuid":
      return look.uuids === values ? column : asText("some values are no UUIDs");
    case "bytes":
      return blobs === values ? column : texts === values ? { kind: "longText" } : column;
    case "text":
    case "longText":
    case "oneOf":
      return settleText(column, look);
  }
}

/** Milliseconds since 1970 are above this in any year since 1973, seconds below it until the year 5138. */
const leastMs = 100_000_000_000;

function settleTime(column: ColumnShape, look: ColumnLook): SettledKind {
  if (look.moments === look.values) return { ...column, sqliteText: true };
  if (look.days === look.values) return { kind: "date" };
  if (look.integers === look.values && (look.least ?? 0) >= leastMs) return column;
  if (look.integers === look.values)
    return { kind: isWide(look) ? "bigint" : "integer", differs: "seconds since 1970" };
  return { kind: "longText", differs: `${column.type} in the database, but of another form than 2026-11-21 09:30:00` };
}

/** A column without a type, or one of text that holds something else. */
function settleText(column: ColumnShape, look: ColumnLook): SettledKind {
  const { values, integers = 0, reals = 0, texts = 0, blobs = 0 } = look;
  if (texts === values && (column.max === undefined || (look.longest ?? 0) <= column.max))
    return { ...column, differs: undefined };
  if (texts === values)
    return { ...textKind(look.longest), differs: `${column.type} in the database, but some values are longer` };
  if (integers === values) return { kind: isWide(look) ? "bigint" : "integer" };
  if (integers + reals === values) return { kind: "real" };
  if (blobs === values) return { kind: "bytes" };
  return { kind: "longText", differs: "values of several types in the database" };
}

function isWide({ least = 0, greatest = 0 }: ColumnLook): boolean {
  return least < -2_147_483_648 || greatest > 2_147_483_647;
}
