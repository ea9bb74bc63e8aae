import type { CellsOf, HandleOf, SelectLike, TableLike } from "../../framework/types/rows.ts";
import type { RowsOptions } from "./rows-options.ts";

/** Names of the cells that a browser is shown. */
type CellNames<Q> = keyof CellsOf<HandleOf<Q>> & string;

/** The options of `rows()` for one query: names that are not shown are refused by the compiler. */
export interface RowsOptionsOf<Q extends SelectLike | TableLike> extends RowsOptions {
  readonly search?: readonly CellNames<Q>[];
  readonly filter?: readonly CellNames<Q>[];
  readonly sort?: readonly CellNames<Q>[];
  readonly edit?: readonly CellNames<Q>[];
}
