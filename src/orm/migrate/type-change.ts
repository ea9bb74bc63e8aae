import { columnFamily } from "./column-family.ts";
import type { ColumnSnapshot } from "./snapshot.ts";

/**
 * What becomes of a column's values when its type changes. `keep`: all of them stay, or the database refuses, as where a text is
 * too long. `round`: digits behind the point go. `replace`: there is no way from one to the other; the column is made anew.
 */
export type TypeChange = "keep" | "round" | "replace";

/** What becomes of a column's values. */
export function typeChange(before: ColumnSnapshot, after: ColumnSnapshot): TypeChange {
  // What was written down before kinds were says nothing of them.
  const isKnown = before.kind !== undefined && after.kind !== undefined;
  if (before.type === after.type && !isKnown) return "keep";
  const [from, to] = [before, after].map((one) => columnFamily(isKnown ? one : { ...one, kind: undefined }));
  if (!from || !to) return "replace";
  if (from.name === to.name) return to.scale < from.scale ? "round" : "keep";
  return from.name === "number" && to.name === "text" ? "keep" : "replace";
}
