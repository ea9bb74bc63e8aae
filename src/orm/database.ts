import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { DialectName } from "./dialects/dialect-name.ts";
import type { RelationQueries } from "./relations/relation-queries.ts";

/** What a write without `.returning()` gives. */
export interface WriteResult {
  /** Rows written; do not rely on it for upserts, which databases count differently. */
  readonly rowCount: number;
}

/** What raw SQL gives: rows by the names that the database uses, dates and JSON as it keeps them. */
export interface RawResult extends WriteResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface PortableResult extends PgQueryResultHKT {
  type: WriteResult;
}

type Builders = Pick<
  PgDatabase<PortableResult>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$with" | "$count"
>;

/** A typed asynchronous Drizzle database, the same on every database. */
export interface Database extends Builders {
  /** Rows with those that they point to and those that point to them, by the references of the models. */
  readonly query: RelationQueries;
  /** Raw SQL. Where it writes, live tables that it touches are read again. */
  execute(query: SQL | string): Promise<RawResult>;
  /**
   * Runs `work` as one unit: all of it is kept, or none. Inside it, `db` is the transaction too. Within a transaction, a
   * savepoint.
   */
  transaction<T>(work: (tx: TransactionDatabase) => T | Promise<T>): Promise<T>;
}

/** The database inside a transaction. */
export interface TransactionDatabase extends Database {
  /** Undoes the transaction: throws TRANSACTION_ROLLED_BACK out of it. */
  rollback(): never;
}

/** A database that was opened with `connect(url)`. */
export interface Connection extends Database, AsyncDisposable {
  readonly dialect: DialectName;
  close(): Promise<void>;
}
