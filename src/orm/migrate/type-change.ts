import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnSnapshot } from "./snapshot.ts";

/**
 * What becomes of a column's values when its type changes. `keep`: all of them stay, or the database refuses, as where a text is
 * too long. `round`: digits behind the point go. `replace`: there is no way from one to the other; the column is made anew.
 */
export type TypeChange = "keep" | "round" | "replace";

/** What becomes of a column's values. */
export function typeChange(dialect: DialectName, before: ColumnSnapshot, after: ColumnSnapshot): TypeChange {
  if (before.type === after.type) return "keep";
  const [from, to] = [familyOf(dialect, before), familyOf(dialect, after)];
  if (to === undefined || from === undefined) return "replace";
  if (from.name === "text") return to.name === "text" ? "keep" : "replace";
  if (to.name === "text") return from.name === "number" ? "keep" : "replace";
  if (from.name !== "number" || to.name !== "number") return "replace";
  return to.scale < from.scale ? "round" : "keep";
}

interface Family {
  readonly name: "text" | "number";
  /** Digits behind the point. */
  readonly scale: number;
}

function familyOf(dialect: DialectName, { type }: ColumnSnapshot): Family | undefined {
  const [, name = "", , scale = "0"] = /^([a-z ]+?)\s*(?:\((\d+)(?:,\s*(\d+))?\))?$/.exec(type.toLowerCase()) ?? [];
  // SQLite calls a JSON value and a date text, too; what they were is not to be seen.
  if (["varchar", "text", "longtext"].includes(name)) return { name: "text", scale: 0 };
  if (name === "char" && dialect === "mysql") return { name: "text", scale: 0 };
  if (["integer", "int", "bigint"].includes(name)) return { name: "number", scale: 0 };
  if (["numeric", "decimal"].includes(name)) return { name: "number", scale: Number(scale) };
  if (["real", "double", "double precision"].includes(name)) return { name: "number", scale: Infinity };
  return undefined;
}
