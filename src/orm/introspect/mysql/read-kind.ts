import type { ColumnKindShape } from "../database-shape.ts";
import { decimalKind } from "../decimal-kind.ts";
import { textKind } from "../text-kind.ts";

/** Our kind of a type of MySQL or MariaDB. */
export function readKind(type: string): ColumnKindShape {
  const [, word = "", inner, rest = ""] = /^(\w+)(?:\((.*)\))?(.*)$/s.exec(type) ?? [];
  const name = word.toLowerCase();
  const unsigned = /unsigned/i.test(rest);
  const [first = 0, second = 0] = (inner ?? "").split(",").map(Number);
  switch (name) {
    case "tinyint":
      return inner === "1" && !unsigned ? { kind: "boolean" } : { kind: "integer" };
    case "smallint":
    case "mediumint":
    case "year":
      return { kind: "integer" };
    case "int":
      return unsigned ? { kind: "bigint", differs: "a whole number without a sign" } : { kind: "integer" };
    case "bigint":
      return unsigned ? { kind: "bigint", differs: "a whole number without a sign" } : { kind: "bigint" };
    case "float":
    case "double":
      return { kind: "real" };
    case "decimal":
      return decimalKind(first, second);
    case "varchar":
      return textKind(first);
    case "char":
      return first === 36 ? { kind: "uuid" } : textKind(first || 1);
    case "tinytext":
      return textKind(255);
    case "text":
    case "mediumtext":
    case "longtext":
      return textKind(undefined);
    case "datetime":
    case "timestamp":
      return { kind: "timestamp" };
    case "date":
      return { kind: "date" };
    case "json":
      return { kind: "json" };
    case "uuid":
      return { kind: "uuid" };
    case "enum":
      return enumKind(inner ?? "");
    case "binary":
    case "varbinary":
    case "tinyblob":
    case "blob":
    case "mediumblob":
    case "longblob":
      return { kind: "bytes" };
    case "bit":
    case "geometry":
    case "point":
    case "linestring":
    case "polygon":
    case "multipoint":
    case "multilinestring":
    case "multipolygon":
    case "geometrycollection":
    case "vector":
      return { kind: "longText", foreign: true };
    default:
      return textKind(undefined, `of the type ${type}, kept as its text`);
  }
}

function enumKind(inner: string): ColumnKindShape {
  const choices = [...inner.matchAll(/'((?:[^']|'')*)'/g)].map(([, choice = ""]) => choice.replaceAll("''", "'"));
  const fits = choices.length > 0 && choices.every((choice) => choice !== "" && choice.length <= 64);
  return fits ? { kind: "oneOf", choices } : textKind(255, "an enum with values that oneOf() does not take");
}
