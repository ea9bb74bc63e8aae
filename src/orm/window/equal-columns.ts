import type { Filter } from "../../protocol/rows.ts";

/** Columns of which every row under the filter has one of a few values, by their names. */
export function equalColumns(filter: Filter): readonly string[] {
  if ("all" in filter) return filter.all.flatMap(equalColumns);
  if ("any" in filter) return [];
  return filter.op === "eq" || filter.op === "in" ? [filter.col] : [];
}
