import type { ColumnKind, Sort } from "../../protocol/rows.ts";

type Direction = "asc" | "desc";

/** The direction of a column, and its place among several. */
export interface SortMark {
  readonly direction: Direction;
  /** 1 for the most significant; undefined where it is the only one. */
  readonly place: number | undefined;
}

/** How a column is sorted, if it is. */
export function sortMark(sort: Sort, column: string): SortMark | undefined {
  const index = sort.findIndex(([name]) => name === column);
  const entry = sort[index];
  return entry && { direction: entry[1], place: sort.length > 1 ? index + 1 : undefined };
}

/** After a click on a header: up, down, as it was. With `add` the column joins the others. */
export function clickSort(sort: Sort, column: string, add: boolean): Sort {
  const current = sort.find(([name]) => name === column)?.[1];
  const next: Direction | undefined = current === undefined ? "asc" : current === "asc" ? "desc" : undefined;
  if (!add) return next === undefined ? [] : [[column, next]];
  return withSort(sort, column, next);
}

/** The sort with one column set or taken out; its place among the others stays. */
export function withSort(sort: Sort, column: string, direction: Direction | undefined): Sort {
  if (direction === undefined) return sort.filter(([name]) => name !== column);
  if (!sort.some(([name]) => name === column)) return [...sort, [column, direction]];
  return sort.map((entry) => (entry[0] === column ? ([column, direction] as const) : entry));
}

/** What the two directions are called, by what is in the column. */
export function sortWords(kind: ColumnKind): { readonly asc: string; readonly desc: string } {
  switch (kind) {
    case "integer":
    case "bigint":
    case "real":
    case "decimal":
    case "id":
    case "bytes":
      return { asc: "Sort lowest first", desc: "Sort highest first" };
    case "timestamp":
    case "date":
      return { asc: "Sort oldest first", desc: "Sort newest first" };
    case "boolean":
      return { asc: "Sort no first", desc: "Sort yes first" };
    default:
      return { asc: "Sort A to Z", desc: "Sort Z to A" };
  }
}
