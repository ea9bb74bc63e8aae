/** What a browser may do with the rows of a query; names are those of the select. */
export interface RowsOptions {
  /** Text columns that the quick search looks into. Default: all. */
  readonly search?: readonly string[];
  /** Default: all. */
  readonly filter?: readonly string[];
  /** Default: all. */
  readonly sort?: readonly string[];
  /** Plain columns of a table that may be edited in place. Default: none. */
  readonly edit?: readonly string[];
  /** Secret columns that are shown nevertheless. */
  readonly reveal?: readonly string[];
  /** False: rows stay as they were read until they are asked for again. */
  readonly live?: boolean;
}
