import type { InferInsertModel, InferSelectModel, Table } from "drizzle-orm";
import type { HandleOf, RowsVar } from "../framework/types/rows.ts";
import type { Flat } from "../framework/types/type-tests.ts";
import type { ChildOptions } from "./children.ts";

/** Names of a table's columns. */
export type ColumnName<M extends Table> = keyof M["_"]["columns"] & string;

type SecretName<M extends Table> = {
  [K in ColumnName<M>]: M["_"]["columns"][K] extends { readonly _: { readonly secret: true } } ? K : never;
}[ColumnName<M>];

type KeyName<M extends Table> = {
  [K in ColumnName<M>]: M["_"]["columns"][K] extends { readonly _: { readonly isPrimaryKey: true } } ? K : never;
}[ColumnName<M>];

/** Keys that the database makes are not written; one without a default must be. */
type MadeKeyName<M extends Table> = {
  [K in KeyName<M>]: M["_"]["columns"][K] extends { readonly _: { readonly hasDefault: true } } ? K : never;
}[KeyName<M>];

/** What `crud()` is told of a model. Nothing is allowed that is not named here. */
export interface CrudOptions<M extends Table> {
  /** Columns that the quick search looks at. Default: all shown text columns. */
  readonly search?: readonly ColumnName<M>[];
  /** May rows be made, and with which columns? `true`: all that are neither a made key, generated nor secret. Default: no. */
  readonly create?: boolean | readonly ColumnName<M>[];
  /** May rows be changed, and in which columns? `true`: all that are neither key, generated nor secret. Default: no. */
  readonly edit?: boolean | readonly ColumnName<M>[];
  /** May rows be deleted? Default: no. */
  readonly remove?: boolean;
  /** May the rows that are shown be saved as a file? Default: yes. */
  readonly export?: boolean;
  /** May rows be made and changed from a file, as far as `create` and `edit` go? Default: where there is `create`. */
  readonly import?: boolean;
  /** Secret columns that are shown, and written where `create` and `edit` name them. Default: none. */
  readonly reveal?: readonly SecretName<M>[];
  /**
   * Rows of other models that belong to one of these, by the names of their rows vars: `{ orders: { model: orders, create: true } }`. Shown and
   * written in the drawer of a row; a model of two references makes many-to-many.
   */
  readonly children?: Readonly<Record<string, ChildOptions>>;
  /** What one row is called. Default: from the table's name, `order_lines` → "Order line". */
  readonly singular?: string;
  /** What many rows are called. Default: the table's name in words. */
  readonly plural?: string;
}

type Revealed<O> = O extends { readonly reveal: readonly (infer Name)[] } ? Name : never;

type CreateName<M extends Table, O> = O extends { readonly create: readonly (infer Name)[] }
  ? Extract<Name, ColumnName<M>>
  : O extends { readonly create: true }
    ? Exclude<ColumnName<M>, MadeKeyName<M> | Exclude<SecretName<M>, Revealed<O>>>
    : never;

type EditName<M extends Table, O> = O extends { readonly edit: readonly (infer Name)[] }
  ? Extract<Name, ColumnName<M>>
  : O extends { readonly edit: true }
    ? Exclude<ColumnName<M>, KeyName<M> | Exclude<SecretName<M>, Revealed<O>>>
    : never;

/** The rows vars of children. */
export type ChildVars<O> = O extends { readonly children: infer C }
  ? {
      readonly [Name in keyof C]: C[Name] extends { readonly model: infer T extends Table }
        ? RowsVar<HandleOf<T>>
        : never;
    }
  : unknown;

/** A row that is to be made, as the browser gives it. */
export type CreateInput<M extends Table, O> = Flat<
  Pick<InferInsertModel<M>, CreateName<M, O> & keyof InferInsertModel<M>>
>;

/** Changes of a row: the columns that may be changed, each left out where it stays. */
export type UpdateInput<M extends Table, O> = Flat<
  Partial<Pick<InferSelectModel<M>, EditName<M, O> & keyof InferSelectModel<M>>>
>;

/** A stored row as crud shows it: without secrets that are not revealed. */
export type ShownRow<M extends Table, O> = Flat<Omit<InferSelectModel<M>, Exclude<SecretName<M>, Revealed<O>>>>;
