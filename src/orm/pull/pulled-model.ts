import type { ReferenceAction } from "../columns/column-spec.ts";

/** A value that is written into code as it is. */
export type Literal =
  string | number | boolean | bigint | null | readonly Literal[] | { readonly [key: string]: Literal };

/** The functions of `rowx/orm` that make columns. */
export type ColumnFunction =
  | "id"
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
  | "uuid"
  | "bytes"
  | "ref";

/** Where a reference leads: to a column of another model, or to a table by its name where types would go in a circle. */
export interface PulledTarget {
  readonly table: string;
  readonly key: string;
  /** What the other key is, where the table is named by text. */
  readonly byName: "number" | "uuid" | undefined;
}

/** A column as a call of one of our functions: printed as code, or made at once. */
export interface PulledColumn {
  readonly key: string;
  readonly call: ColumnFunction;
  readonly target?: PulledTarget | undefined;
  /** `oneOf`. */
  readonly choices?: readonly string[] | undefined;
  readonly options: Readonly<Record<string, Literal>>;
  readonly modifiers: readonly { readonly method: string; readonly args: readonly Literal[] }[];
  /** What the call does not say of it. */
  readonly notes: readonly string[];
}

/** What stands beside the columns; columns by their names in code. */
export type PulledConstraint =
  | { readonly type: "index" | "unique"; readonly name: string | undefined; readonly columns: readonly string[] }
  | { readonly type: "primaryKey"; readonly columns: readonly string[] }
  | {
      readonly type: "foreignKey";
      readonly columns: readonly string[];
      readonly table: string;
      readonly targets: readonly string[];
      readonly onDelete: ReferenceAction | undefined;
      readonly onUpdate: ReferenceAction | undefined;
      /** Types would go in a circle. */
      readonly circular: boolean;
    }
  /** Text, and columns within it. */
  | {
      readonly type: "check";
      readonly name: string;
      readonly parts: readonly (string | { readonly column: string })[];
    };

/** A table as a model. */
export interface PulledModel {
  /** Name in the database. */
  readonly table: string;
  /** Name in code. */
  readonly name: string;
  readonly columns: readonly PulledColumn[];
  readonly constraints: readonly PulledConstraint[];
  /** Columns that name a row, where the usual choice would be a poor one. */
  readonly display: readonly string[];
  /** What the model does not say of the table. */
  readonly notes: readonly string[];
}

/** A database as models. */
export interface PulledSchema {
  /** Each after those that it refers to, as far as that goes. */
  readonly models: readonly PulledModel[];
  /** What is in no model at all. */
  readonly notes: readonly string[];
}
