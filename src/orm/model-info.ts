import type { Column, Table } from "drizzle-orm";
import type { ColumnSpec } from "./columns/column-spec.ts";
import type { Constraint } from "./constraints/constraint.ts";
import type { DialectName } from "./dialects/dialect-name.ts";

/** A rule over a whole row: throws `reject(…)` where the row may not be so. */
export type RowRule = (row: Readonly<Record<string, unknown>>) => void | Promise<void>;

/** A model before its database is known, and its tables once they are made. */
export interface ModelInfo {
  /** Name in the database. */
  readonly name: string;
  /** Name under which the app exports it: what relations call it. Before that is known, the table's name in camel case. */
  exportName: string;
  /** By the names that the app gives them, in their order. */
  readonly columns: ReadonlyMap<string, ColumnSpec>;
  readonly constraints: (columns: Readonly<Record<string, Column>>) => readonly Constraint[];
  /** Columns that name a row, as the author listed them. */
  readonly display: readonly string[] | undefined;
  readonly rule: RowRule | undefined;
  /** Its name in the database before it was renamed: a migration keeps the rows. */
  readonly renamedFrom: string | undefined;
  readonly tables: Map<DialectName, Table>;
  /** What the app holds: the table of the current dialect. */
  proxy: Table;
}

const modelKey = Symbol.for("rowx:model");
const columnKey = Symbol.for("rowx:column");

/** A column of a model: whose it is, and what it is. */
export interface ColumnInfo {
  readonly model: ModelInfo;
  /** Name in JavaScript. */
  readonly key: string;
  readonly spec: ColumnSpec;
}

/** Leaves in a real table and its columns the way back to the model; aliases and subqueries carry it on. */
export function markTable(model: ModelInfo, table: Table, columns: Readonly<Record<string, Column>>): void {
  Object.defineProperty(table, modelKey, { value: model });
  for (const [key, spec] of model.columns)
    Object.defineProperty(columns[key], columnKey, { value: { model, key, spec } satisfies ColumnInfo });
}

/** The model of a table, of an alias of it, or undefined for a table of Drizzle's own functions. */
export function modelOf(table: object): ModelInfo | undefined {
  return Reflect.get(table, modelKey) as ModelInfo | undefined; // as: the symbol is ours and set in markTable only
}

/** The column of a model that this is, also through an alias or a subquery. */
export function columnInfoOf(column: object): ColumnInfo | undefined {
  return Reflect.get(column, columnKey) as ColumnInfo | undefined; // as: the symbol is ours and set in markTable only
}
