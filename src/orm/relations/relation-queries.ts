import type {
  AnyColumn,
  BuildQueryResult,
  Column,
  DBQueryConfig,
  KnownKeysOnly,
  Many,
  One,
  Table,
  TableRelationalConfig,
  TablesRelationalConfig,
} from "drizzle-orm";
import type { RefMark } from "../columns/ref.ts";
import type { Register } from "./register.ts";

type Tables<M> = { [Name in keyof M as M[Name] extends Table ? Name : never]: M[Name] & Table };

/** The models that the app registered, by the names under which it exports them. */
export type RegisteredModels = Register extends { models: infer M } ? Tables<M> : Record<never, never>;

type ColumnsOf<T> = T extends Table ? T["_"]["columns"] : never;
type NameOf<T> = T extends Table ? T["_"]["name"] : never;
type RefOf<C> = C extends { _: { ref: infer R extends RefMark<string, string | undefined, string | undefined> } }
  ? R
  : never;
type WithoutId<Key> = Key extends `${infer Name}Id` ? Name : never;
type OneName<C, Key> = [RefOf<C>] extends [never]
  ? never
  : RefOf<C>["as"] extends string
    ? RefOf<C>["as"]
    : WithoutId<Key>;

/** To the row that a reference points to. */
type Ones<Columns extends Record<string, Column>> = {
  [Key in keyof Columns as OneName<Columns[Key], Key>]: One<RefOf<Columns[Key]>["table"], Columns[Key]["_"]["notNull"]>;
};

type ManyName<C, Table, Exported> = [RefOf<C>] extends [never]
  ? never
  : RefOf<C>["table"] extends Table
    ? RefOf<C>["many"] extends string
      ? RefOf<C>["many"]
      : Exported
    : never;
type ManyNames<Columns, Table, Exported> = {
  [Key in keyof Columns]: ManyName<Columns[Key], Table, Exported>;
}[keyof Columns];

/** From a row to those that point to it. */
type Manys<Models, Table> = {
  [Name in keyof Models as ManyNames<ColumnsOf<Models[Name]>, Table, Name> & string]: Many<NameOf<Models[Name]>>;
};

/** Drizzle's description of models with the relations that follow from their references. */
export type RelationalModels<Models> = {
  [Name in keyof Models & string]: {
    tsName: Name;
    dbName: NameOf<Models[Name]>;
    columns: ColumnsOf<Models[Name]>;
    relations: Ones<ColumnsOf<Models[Name]>> & Manys<Models, NameOf<Models[Name]>>;
    primaryKey: AnyColumn[];
  };
};

/** The queries of one model: rows with those that they point to and those that point to them. */
export interface RelationQuery<Schema extends TablesRelationalConfig, Fields extends TableRelationalConfig> {
  /** All rows that fit; `with` names relations, `columns`, `where`, `orderBy`, `limit` and `extras` work at every level. */
  findMany<Config extends DBQueryConfig<"many", true, Schema, Fields>>(
    config?: KnownKeysOnly<Config, DBQueryConfig<"many", true, Schema, Fields>>,
  ): Promise<BuildQueryResult<Schema, Fields, Config>[]>;
  /** The first row that fits, or undefined. */
  findFirst<Config extends Omit<DBQueryConfig<"many", true, Schema, Fields>, "limit">>(
    config?: KnownKeysOnly<Config, Omit<DBQueryConfig<"many", true, Schema, Fields>, "limit">>,
  ): Promise<BuildQueryResult<Schema, Fields, Config> | undefined>;
}

type Queries<Schema extends TablesRelationalConfig> = {
  readonly [Name in keyof Schema]: RelationQuery<Schema, Schema[Name]>;
};

/** What `db.query` holds: one entry for each registered model. */
export type RelationQueries = Queries<RelationalModels<RegisteredModels>>;
