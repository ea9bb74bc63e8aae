import type { Filter, Sort } from "../../protocol/rows.ts";

/** What a view asks for: order, conditions, text. */
export interface ViewQuery {
  readonly sort: Sort;
  readonly filter: Filter | undefined;
  readonly search: string;
}

/** The query as the var's author wrote it. */
export const plainQuery: ViewQuery = { sort: [], filter: undefined, search: "" };
