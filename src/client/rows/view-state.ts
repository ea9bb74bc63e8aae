import type { WireError } from "../../errors/to-wire-error.ts";
import type { Total } from "../../protocol/rows.ts";
import type { ViewQuery } from "./view-query.ts";

/** What is known of a view, for what stands around the rows. Another object when something changed. */
export interface ViewState {
  /** Have rows, or the certainty that there are none, arrived? */
  readonly ready: boolean;
  /** The rows that are shown answer this query; a newer one may be on its way. */
  readonly applied: ViewQuery;
  /** Is there a request on its way that will change all rows? */
  readonly busy: boolean;
  /** Since when it waits, in milliseconds since 1970. */
  readonly since: number;
  readonly total: Total | undefined;
  /** All rows, without filter and search. */
  readonly all: Total | undefined;
  /** Index of the first and the last row in view; undefined where it is not known. */
  readonly range: { readonly first: number; readonly last: number; readonly is: "exact" | "about" } | undefined;
  readonly newAbove: number;
  /** The line is away: the rows are as old as `asOf`. */
  readonly offline: boolean;
  readonly asOf: number | undefined;
  readonly error: WireError | undefined;
  /** Number of the handle whose columns the rows have. */
  readonly r: number | undefined;
}
