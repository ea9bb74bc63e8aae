// Windows of rows: what a table asks for and what comes back. docs/protocol.md has an example of each.
import type { WireError } from "../errors/to-wire-error.ts";

/** What a value is, whatever database holds it. */
export type ColumnKind =
  | "id"
  | "uuid"
  | "text"
  | "longText"
  | "integer"
  | "bigint"
  | "real"
  | "decimal"
  | "boolean"
  | "timestamp"
  | "date"
  | "json"
  | "oneOf"
  | "ref"
  | "bytes";

/** One column of a rows var, as the browser knows it. */
export interface ColumnDescription {
  /** The key of the select, or `"table.column"` in a row of whole joined tables. */
  readonly name: string;
  readonly kind: ColumnKind;
  readonly label: string;
  readonly nullable?: true;
  readonly sort?: true;
  readonly filter?: true;
  readonly search?: true;
  readonly edit?: true;
  /** `oneOf`: the values that there are. */
  readonly choices?: readonly string[];
  /** `decimal`. */
  readonly scale?: number;
  readonly precision?: number;
  /** `text`: most characters. */
  readonly max?: number;
  readonly help?: string;
  /** `ref`: the name of the model that it points to; its cell is `[key, label]`. `key` says what that model's key is. */
  readonly ref?: { readonly model: string; readonly key: "number" | "string" };
}

/** A rows var in a delta: never its rows. `q` grows with every change of the query (its parameters, its options). */
export interface RowsHandle {
  readonly "~r": number;
  readonly columns: readonly ColumnDescription[];
  /** Can its rows be edited and selected: has a row a key? */
  readonly keyed: boolean;
  /** Model of its rows where crud() made it: the id of the `form` message. */
  readonly model?: string;
}

/** Sort of a view: column name and direction, most significant first. */
export type Sort = readonly (readonly [column: string, direction: "asc" | "desc"])[];

/**
 * A condition on one column, or conditions joined. The browser sends `encodeValue(filter)`, texts and all; who answers
 * gets it decoded and checked for shape and size, its values of the column's type.
 */
export type Filter =
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly col: string; readonly op: TextOperator; readonly value: string }
  | { readonly col: string; readonly op: "eq" | "ne" | "lt" | "lte" | "gt" | "gte"; readonly value: unknown }
  | { readonly col: string; readonly op: "between"; readonly value: unknown; readonly to: unknown }
  | { readonly col: string; readonly op: "in" | "notIn"; readonly values: readonly unknown[] }
  | { readonly col: string; readonly op: "blank" | "notBlank" };

/** Operators on text. */
export type TextOperator = "contains" | "notContains" | "startsWith" | "endsWith";

/** Number of a row of one live query, minted by it, the same for all its watchers. 0 is no row. */
export type RowKey = number;

/** Where a page of rows begins. Without one: at the top. */
export type PageAt =
  | { readonly index: number }
  | { readonly after: BlockId }
  | { readonly before: BlockId }
  /** The first of these keys that is still there; else the index. */
  | { readonly keys: readonly RowKey[]; readonly index: number };

/** Number of a block of one live query. */
export type BlockId = number;

/** What a view asks for. */
export type WindowQuery =
  | {
      readonly type: "page";
      readonly at?: PageAt;
      /** Rows wanted; at most `maxWindowRows`. */
      readonly want: number;
      /** A new sort, filter or search ends all blocks that the view watches. Absent: as before. */
      readonly sort?: Sort;
      readonly filter?: Filter | null;
      readonly search?: string;
      /** Blocks that the view watches no longer. */
      readonly drop?: readonly BlockId[];
    }
  /** Distinct values of a column, for a choice filter. */
  | {
      readonly type: "values";
      readonly col: string;
      readonly search?: string;
      readonly from: number;
      readonly count: number;
    }
  /** Rows that a reference may point to; `key`: the one row with this key, to show its name. */
  | {
      readonly type: "lookup";
      readonly col: string;
      readonly search?: string;
      readonly from: number;
      readonly count: number;
      readonly key?: string | number;
    }
  | { readonly type: "close" };

/** How many rows match. `at least` and `about` were not counted to the end within the budget. */
export interface Total {
  readonly count: number;
  readonly is: "exact" | "at least" | "about";
}

/**
 * Rows in columnar form: `cells[column][row]`, columns in the order of the handle's. A cell is encoded by its column's
 * kind: timestamp as ms since 1970 UTC, bigint as digits, bytes as base64, json as tagged value, ref as `[key, label]`,
 * all else as it is; null is null.
 */
export interface ColumnarRows {
  readonly keys: readonly RowKey[];
  readonly cells: readonly (readonly unknown[])[];
}

/** A block as it is sent whole: a half-open key interval of the live query's order with the rows that lie in it. */
export interface WireBlock {
  readonly b: BlockId;
  readonly v: number;
  readonly rows: ColumnarRows;
  /** No row comes before this block. */
  readonly top?: true;
  /** No row comes after this block. */
  readonly end?: true;
}

/** One choice of a picker or of a choice filter. */
export interface Choice {
  readonly value: unknown;
  readonly label: string;
  /** Second line: city, e-mail … */
  readonly detail?: string;
}

/** Down: rows. The answer to one request, or a push that all watchers of a block get with the same bytes. */
export type RowsMessage =
  | {
      readonly t: "rows";
      readonly type: "page";
      /** The request; 0 where the server pages a view by itself, because its query changed. */
      readonly id: number;
      readonly view: number;
      /** Number of the handle (`~r`) that was read. */
      readonly r: number;
      /** The live query, named in pushed totals. */
      readonly q: number;
      readonly total: Total | null;
      /** All rows of the query without filter and search, where it is known. */
      readonly all?: Total;
      /** Where a filter or search leaves out rows: the live query of all of them, named in pushed totals. */
      readonly allQ?: number;
      /** Index of the first row of the first block; null where it is not known yet. */
      readonly first: number | null;
      /** `about` where `first` comes from an estimate. */
      readonly firstIs?: "about";
      /** The key of `at.keys` that was found. */
      readonly hit?: RowKey;
      readonly blocks: readonly WireBlock[];
    }
  /** The block named in `after` or `before` is watched no longer: ask by keys. */
  | { readonly t: "rows"; readonly type: "gone"; readonly id: number; readonly view: number }
  | {
      readonly t: "rows";
      readonly type: "failed";
      readonly id: number;
      readonly view: number;
      readonly error: WireError;
    }
  | {
      readonly t: "rows";
      readonly type: "choices";
      readonly id: number;
      readonly view: number;
      readonly choices: readonly Choice[];
      readonly total: Total;
    }
  /** Applied in the order del, away, set, add, split. */
  | {
      readonly t: "rows";
      readonly type: "push";
      readonly b: BlockId;
      readonly v: number;
      /** Left the result. */
      readonly del?: readonly RowKey[];
      /** Still in the result, elsewhere. */
      readonly away?: readonly RowKey[];
      /** Changed cells by index of their column. */
      readonly set?: readonly (readonly [RowKey, Readonly<Record<number, unknown>>])[];
      /** New rows, each before a key (0: at the end), its cells in the order of the columns. */
      readonly add?: readonly (readonly [before: RowKey, key: RowKey, cells: readonly unknown[]])[];
      /** From this row on the rows belong to a new block. */
      readonly split?: readonly [first: RowKey, block: BlockId];
    }
  /** A new total of a live query, at most twice a second. */
  | { readonly t: "rows"; readonly type: "total"; readonly q: number; readonly total: Total };
