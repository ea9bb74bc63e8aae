import type { StandardSchemaV1 } from "@standard-schema/spec";
import {
  is,
  SQL,
  type $Type,
  type ColumnBuilderBase,
  type ColumnBuilderBaseConfig,
  type ColumnDataType,
  type HasDefault,
  type HasRuntimeDefault,
  type IsPrimaryKey,
  type NotNull,
} from "drizzle-orm";
import type { ColumnKind } from "../../protocol/rows.ts";
import type { ColumnSpec } from "./column-spec.ts";

/** The value type of a column under construction. */
export type ColumnData<C extends ColumnBuilderBase> = C["_"] extends { $type: infer Given } ? Given : C["_"]["data"];

/** A column that never leaves the server by itself; see `secret()`. */
export type Secret<C extends ColumnBuilderBase> = C & { _: { secret: true } };

/**
 * A column before its database is known. Each method returns the same column with one more property; the types are those of
 * Drizzle's PostgreSQL columns, so that Drizzle's own inference does the rest.
 */
export class PortableColumn<
  T extends ColumnBuilderBaseConfig<ColumnDataType, string> = ColumnBuilderBaseConfig<ColumnDataType, string>,
  Extra extends object = object,
> {
  declare readonly _: ColumnBuilderBase<T, Extra & { dialect: "pg" }>["_"];
  readonly spec: ColumnSpec;

  constructor(kind: ColumnKind, options: Partial<ColumnSpec> = {}) {
    this.spec = { notNull: false, primary: false, unique: false, secret: false, ...options, kind };
  }

  /** A row always has a value here. */
  notNull(): NotNull<this> {
    this.spec.notNull = true;
    return this as NotNull<this>; // as: the builder's type says what it has become
  }

  /** The value, or SQL expression, of a row that is inserted without one. */
  default(value: ColumnData<this> | SQL): HasDefault<this> {
    this.spec.default = is(value, SQL) ? { type: "sql", sql: value } : { type: "value", value };
    return this as HasDefault<this>; // as: the builder's type says what it has become
  }

  /** Makes the value of a row that is inserted without one, in this process. */
  $defaultFn(make: () => ColumnData<this>): HasRuntimeDefault<HasDefault<this>> {
    this.spec.default = { type: "function", make };
    return this as HasRuntimeDefault<HasDefault<this>>; // as: the builder's type says what it has become
  }

  /** Makes a new value for every update that does not name one, and for an insert without one. */
  $onUpdate(make: () => ColumnData<this>): HasDefault<this> {
    this.spec.onUpdate = make;
    return this as HasDefault<this>; // as: the builder's type says what it has become
  }

  /** The key of the table; a number key is `id()`. */
  primaryKey(): IsPrimaryKey<NotNull<this>> {
    this.spec.primary = true;
    this.spec.notNull = true;
    return this as IsPrimaryKey<NotNull<this>>; // as: the builder's type says what it has become
  }

  /** No two rows have the same value. */
  unique(): this {
    this.spec.unique = true;
    return this;
  }

  /** A rule for what is written by edits and forms: any Standard Schema (zod, valibot, arktype) that gives the column's type. */
  validate(rule: StandardSchemaV1<unknown, ColumnData<this>>): this {
    this.spec.rule = rule;
    return this;
  }

  /** Absent, in value and in type, from rows vars, `first`, `all` and crud; a plain value everywhere else on the server. */
  secret(): Secret<this> {
    this.spec.secret = true;
    return this as Secret<this>; // as: the builder's type says what it has become
  }

  /** The column's name in the database before it was renamed, so that a migration keeps its values. */
  renamedFrom(name: string): this {
    this.spec.renamedFrom = name;
    return this;
  }

  /** Narrows the column's type, for a brand or a union that the database does not know of. */
  $type<Narrowed>(): $Type<this, Narrowed> {
    return this as $Type<this, Narrowed>; // as: the builder's type says what it has become
  }
}
