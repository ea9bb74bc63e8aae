import type { Choice, Filter, Sort, Total } from "../../protocol/rows.ts";
import type { CommittedChange, StoredValues } from "./change-feed.ts";
import type { RowPrimaryKey } from "./rows-service.ts";

/** A row's place in the order: its sort values, then its key. No two rows of a query have the same. */
export type Tuple = readonly unknown[];

/** What makes a row the same row, within one key space: its key, or a text made of its keys. */
export type RowId = string | number;

/** A row as it is shown. */
export interface LiveRow {
  readonly id: RowId;
  readonly tuple: Tuple;
  /** Encoded for the wire, in the order of the handle's columns. */
  readonly cells: readonly unknown[];
}

/** Sort, filter and search of a view. */
export interface RowsView {
  readonly sort: Sort;
  readonly filter: Filter | null;
  readonly search: string;
}

/** Part of an order: rows at or after `from` and before `until`; null is the open end. */
export interface Span {
  readonly from: Tuple | null;
  readonly until: Tuple | null;
}

/** A row that a commit changed, and what it was. */
export interface ChangedRow {
  readonly id: RowId;
  /** The row before the commit: null where there was none, undefined where nobody knows. */
  readonly before: StoredValues | null | undefined;
  /** The commit can have changed neither whether it is in the result nor its place, only what is shown of it. */
  readonly stays?: boolean;
}

/**
 * The rows of one query under one sort, filter and search. Every method but `compare` and `changed` may send SQL, outside any
 * transaction. Whatever a read saw of a commit was told by the change feed before the read's promise settles.
 */
export interface LiveRows {
  /** Equal text: the same rows in the same order. */
  readonly identity: string;
  /** The same without the sort: equal text, equal total. */
  readonly totalIdentity: string;
  /** Row ids are comparable among queries of the same key space only. */
  readonly keySpace: string;
  /** Columns of a row: those of the handle. */
  readonly width: number;
  /** Rows of an order that are skipped in a few milliseconds. */
  readonly hopRows: number;
  /** Tables read, by their names in the database. */
  readonly tables: ReadonlySet<string>;
  /** Tables whose changed rows should be captured, so that `changed` can name them. */
  readonly captured: ReadonlySet<string>;
  /** False where the app said `live: false`: rows stay as they were read. */
  readonly live: boolean;
  /** Orders tuples as the database does; undefined where only the database can. */
  readonly compare: ((a: Tuple, b: Tuple) => number) | undefined;
  /** Rows of the span in order, at most `limit`, those before `offset` skipped. */
  read(span: Span, limit: number, offset?: number): Promise<readonly LiveRow[]>;
  /** The last `limit` rows of the span, in order. */
  readLast(span: Span, limit: number): Promise<readonly LiveRow[]>;
  /** Those of the rows that are in the result, in any order. */
  byIds(ids: readonly RowId[]): Promise<readonly LiveRow[]>;
  /** Ends long reads that are on their way, as far as the database can: they reject with STATEMENT_CANCELLED. */
  cancel(): void;
  /** All rows, exactly where that is possible within the budget. */
  count(budgetMs: number): Promise<Total>;
  /** Rows in a span that is known to be short. */
  countSpan(span: Span): Promise<number>;
  /**
   * One piece of a scan over the whole order: how many rows are in `[from, to)`, at most about `step`, read without holding the
   * loop for long. `to` null: this was the last piece. Undefined where the order has no index, so that pieces would each cost a sort.
   */
  slice(from: Tuple | null, step: number): Promise<{ readonly to: Tuple | null; readonly count: number } | undefined>;
  /** The place of a row somewhere near this share (0 to 1) of the order, cheaply; undefined where that cannot be said. */
  near(share: number): Promise<Tuple | undefined>;
  /** What a commit's change of one table means here: rows by id, none, or `unknown` which: look at everything again. */
  changed(change: CommittedChange): readonly ChangedRow[] | "unknown";
  /** Where rows as they were stood in the order: null not in the result, undefined cannot be said. May send SQL where a condition must be asked. */
  places(before: readonly StoredValues[]): Promise<readonly (Tuple | null | undefined)[]>;
}

/** What choices are asked for. */
export interface ChoicesRequest {
  readonly column: string;
  readonly search: string;
  readonly from: number;
  readonly count: number;
  /** `lookup`: the one row with this key. */
  readonly key?: string | number;
}

/** A page of choices. */
export interface ChoicesPage {
  readonly choices: readonly Choice[];
  readonly total: Total;
}

/** An edit of one cell, of a row that was shown. */
export interface CellChange {
  readonly id: RowId;
  readonly column: string;
  /** Encoded like a cell. */
  readonly value: unknown;
  /** The value that was shown, or `{ sha256 }` of its JSON. */
  readonly was: unknown;
}

/** How an edit ended; `current` and `value` are encoded like cells. */
export type EditOutcome =
  | { readonly type: "ok"; readonly value: unknown }
  | { readonly type: "conflict"; readonly current: unknown }
  | { readonly type: "gone" };

/** How live rows meet queries without knowing SQL: implemented by orm. `query` is what a rows var's getter returned. */
export interface LiveSource {
  /** Sends no SQL. Throws an RxError for a column that may not be named, or a value that does not fit. */
  open(query: unknown, view: RowsView): LiveRows;
  /** Distinct values of a column. Refuses like `open`. */
  values(query: unknown, request: ChoicesRequest): Promise<ChoicesPage>;
  /** Rows that a reference may point to. Refuses like `open`. */
  lookup(query: unknown, request: ChoicesRequest): Promise<ChoicesPage>;
  /** Runs in the unit of work of the caller. Refuses like `open`, and what the model does not take. */
  edit(query: unknown, change: CellChange): Promise<EditOutcome>;
  /** The primary keys in a row id. */
  primaryKey(query: unknown, id: RowId): RowPrimaryKey;
}
