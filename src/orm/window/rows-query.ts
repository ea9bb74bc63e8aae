import type { RowsOptions } from "./rows-options.ts";

/** A query with what a browser may do with its rows. */
export class RowsQuery {
  /** A select or a table. */
  readonly query: object;
  readonly options: RowsOptions;

  constructor(query: object, options: RowsOptions) {
    this.query = query;
    this.options = options;
  }
}
