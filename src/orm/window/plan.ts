import type { Column, SQL, Table } from "drizzle-orm";
import type { ColumnDescription } from "../../protocol/rows.ts";
import type { Storage } from "../table-plan.ts";
import type { Expression } from "./expression.ts";
import type { WindowSql } from "./sql/window-sql.ts";
import type { ReadSelect, SelectJoin } from "./read-select.ts";

/** A table joined by ourselves so that a reference shows a name. */
export interface LabelJoin {
  /** Name under which the table is joined. */
  readonly alias: string;
  readonly join: SelectJoin;
  readonly label: Column;
  readonly labelKind: Storage["kind"];
  readonly table: Table;
  readonly key: Column;
}

/** One column that a browser knows. */
export interface PlanColumn {
  readonly description: ColumnDescription;
  /** Position among the columns. */
  readonly index: number;
  readonly kind: Storage["kind"];
  /** Is what is written in SQL. */
  readonly expression: Expression;
  /** The column of a table, where it is nothing else. */
  readonly column: Column | undefined;
  readonly nullable: boolean;
  /** A reference: where its name comes from. */
  readonly label: LabelJoin | undefined;
}

/** One part of what makes a row the same row. */
export interface KeyPart {
  readonly expression: Expression;
  readonly kind: Storage["kind"];
  readonly nullable: boolean;
  /** The key column, where it is one of a table. */
  readonly column: Column | undefined;
}

/** Order that the app gave the query. */
export interface BaseOrder {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** A query, understood once: what may be named, what makes a row, how it is written. */
export interface Plan {
  /** How the database's dialect writes windows. */
  readonly write: WindowSql;
  readonly select: ReadSelect;
  /** Joins that a row's place and number do not depend on are made after the keys are found. */
  readonly decorating: ReadonlySet<SelectJoin>;
  /** `direct`: conditions and order go into the query itself; `wrapped`: around it. */
  readonly mode: "direct" | "wrapped";
  /** Wrapped: the query with all its fields under names of ours. */
  readonly inner: SQL | undefined;
  /** By name; nothing else can be named. */
  readonly columns: ReadonlyMap<string, PlanColumn>;
  readonly list: readonly PlanColumn[];
  readonly keys: readonly KeyPart[];
  /** Has a row a key of its own, beyond its place? */
  readonly keyed: boolean;
  /** One base table whose key is the row's key. */
  readonly base: Table | undefined;
  /** Name of the base table in the database, where it is read in one place only: its changed rows are these rows. */
  readonly captured: string | undefined;
  readonly order: readonly BaseOrder[];
  readonly tables: ReadonlySet<string>;
  readonly identity: string;
  readonly keySpace: string;
  readonly live: boolean;
}
