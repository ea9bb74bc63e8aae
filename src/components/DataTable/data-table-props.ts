import type { ReactNode } from "react";
import type { CellsOf, RowOf, Rows } from "../../framework/types/rows.ts";
import type { RowKey, Total } from "../../protocol/rows.ts";

/** How a column is shown, beside what its model says. */
export interface ColumnLook<Value = unknown, Row = unknown> {
  /** Header, in the place of the column's label. */
  readonly label?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  /** Leaves the column out; it is still there to search and filter by. */
  readonly hidden?: boolean | undefined;
  /** Draws a cell. */
  readonly render?: ((value: Value, row: Row) => ReactNode) | undefined;
}

/** A row that something is done with: its number, and its values by column. A reference is `[key, name]`. */
export interface TableRow {
  readonly key: RowKey;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** Counts as the server said them. */
export interface TableCounts {
  /** What matches filter and search. */
  readonly total: Total | undefined;
  /** All there are. */
  readonly all: Total | undefined;
}

// oxlint-disable-next-line typescript/no-explicit-any -- any handle: what its rows are is inferred from it, not checked against it
type AnyRows = Rows<any>;

/** Props of DataTable. */
export interface DataTableProps<R extends AnyRows = AnyRows> {
  /** A rows var of a State. */
  readonly rows: R;
  /** By column name: label, width, renderer. */
  readonly columns?:
    { readonly [Name in keyof CellsOf<R> & string]?: ColumnLook<CellsOf<R>[Name], RowOf<R>> } | undefined;
  /** Pixels. Default 480. */
  readonly height?: number | undefined;
  /** Takes the height that is left in a column layout, in the place of `height`. */
  readonly fill?: boolean | undefined;
  /** A row was clicked: gets its values by column. */
  readonly onSelect?: ((row: RowOf<R>) => unknown) | undefined;
  /** A row was opened: by a click on its number, a double click or Enter on a cell that cannot be edited, or a tap where it is narrow. */
  readonly onOpen?: ((row: TableRow) => unknown) | undefined;
  /** Other rows are selected. */
  readonly onSelection?: ((keys: readonly RowKey[]) => unknown) | undefined;
  readonly onCount?: ((counts: TableCounts) => unknown) | undefined;
  /** What stands in the empty table: a button that adds the first row. */
  readonly empty?: ReactNode;
  /** What the rows are called: "orders". Default: "rows". */
  readonly noun?: string | undefined;
}
