// A select is known by its shape, whatever its dialect and whatever builder methods were called: framework imports no
// Drizzle. Whether names nest is read from the selection, not from the row: a json column is an object too.
import type { ColumnDescription } from "../../protocol/rows.ts";
import type { Flat } from "./type-tests.ts";

declare const rowType: unique symbol;
declare const cellTypes: unique symbol;
declare const rowsVar: unique symbol;

/** The handle of a rows var, as a page has it: never its rows. Components ask for windows by it. */
export interface Rows<Row> {
  readonly state: string;
  readonly name: string;
  readonly columns: readonly ColumnDescription[];
  readonly keyed: boolean;
  readonly [rowType]?: Row;
}

/** Rows of whole joined tables: cells are named `"table.column"`. */
export interface NestedRows<Row, Cells> extends Rows<Row> {
  readonly [cellTypes]?: Cells;
}

/** What `rows(query, options)` gives: a query that reaches the browser as the handle H. */
export interface RowsVar<H> {
  readonly [rowsVar]: H;
}

/** The row of a handle. */
export type RowOf<H> = H extends { readonly [rowType]?: infer Row } ? NonNullable<Row> : never;

/** Cells of a handle: column name to type. */
export type CellsOf<H> = H extends { readonly [cellTypes]?: infer Cells }
  ? unknown extends Cells
    ? RowOf<H>
    : NonNullable<Cells>
  : RowOf<H>;

/** A Drizzle select of any dialect. */
export interface SelectLike {
  readonly _: {
    readonly selection: unknown;
    readonly selectMode: unknown;
    readonly nullabilityMap: unknown;
    readonly result: readonly unknown[];
    readonly tableName: unknown;
  };
}

/** A Drizzle table of any dialect; a model is one. */
export interface TableLike {
  readonly _: { readonly columns: unknown; readonly inferSelect: unknown; readonly brand: "Table" };
  readonly $inferSelect: unknown;
}

interface SecretColumn {
  readonly _: { readonly secret: true };
}

type ColumnLike = { readonly _: { readonly data: unknown } } | { getSQL(): unknown };

type RowWithout<Row, Selection> = Flat<{
  [K in keyof Row as K extends keyof Selection ? (Selection[K] extends SecretColumn ? never : K) : K]: Row[K];
}>;

type IsNested<Selection> = true extends {
  [K in keyof Selection]: Selection[K] extends ColumnLike ? false : true;
}[keyof Selection]
  ? true
  : false;

type ColumnsOf<Table> = Table extends { readonly _: { readonly columns: infer Columns } } ? Columns : Table;

type NestedRow<Row, Selection> = Flat<{
  [K in keyof Row]: K extends keyof Selection
    ? Selection[K] extends ColumnLike
      ? Row[K]
      : Extract<Row[K], null> | RowWithout<NonNullable<Row[K]>, ColumnsOf<Selection[K]>>
    : Row[K];
}>;

type NestedCells<Row, Selection> = Flat<
  {
    [K in keyof Row & string as Row[K] extends object | null ? never : K]: Row[K];
  } & UnionToIntersection<
    {
      [K in keyof Row & string]: K extends keyof Selection
        ? Selection[K] extends ColumnLike
          ? Record<never, never>
          : {
              [C in keyof RowWithout<NonNullable<Row[K]>, ColumnsOf<Selection[K]>> & string as `${K}.${C}`]:
                RowWithout<NonNullable<Row[K]>, ColumnsOf<Selection[K]>>[C] | Extract<Row[K], null>;
            }
        : Record<never, never>;
    }[keyof Row & string]
  >
>;

type UnionToIntersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;

type ColumnsOfTable<T extends TableLike> = T["_"]["columns"];

/** The handle that a select or a table becomes. */
export type HandleOf<Q> = Q extends SelectLike
  ? IsNested<Q["_"]["selection"]> extends true
    ? NestedRows<
        NestedRow<Q["_"]["result"][number], Q["_"]["selection"]>,
        NestedCells<Q["_"]["result"][number], Q["_"]["selection"]>
      >
    : Rows<RowWithout<Q["_"]["result"][number], Q["_"]["selection"]>>
  : Q extends TableLike
    ? Rows<RowWithout<Q["$inferSelect"], ColumnsOfTable<Q>>>
    : never;
