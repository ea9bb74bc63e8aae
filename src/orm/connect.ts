import type { MySqlDatabase, MySqlQueryResultHKT, PreparedQueryHKTBase } from "drizzle-orm/mysql-core";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { RxError } from "../errors/rx-error.ts";
import type { Connection, WriteResult } from "./database.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { openDatabase } from "./open-database.ts";
import { parseDatabaseUrl, withoutPassword } from "./parse-database-url.ts";

type Shared = Pick<Connection, "execute" | "transaction" | "close" | "dialect"> & AsyncDisposable;
type Method = "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$with" | "$count";

interface PostgresResult extends PgQueryResultHKT {
  type: WriteResult;
}
interface MysqlResult extends MySqlQueryResultHKT {
  type: WriteResult;
}

/** A database whose tables were written with Drizzle's own `sqliteTable`, typed by them. */
export type SqliteNativeDatabase = Pick<BaseSQLiteDatabase<"async", WriteResult>, Method> & Shared;
/** The same for `pgTable`. */
export type PostgresNativeDatabase = Pick<PgDatabase<PostgresResult>, Method> & Shared;
/** The same for `mysqlTable`; `returning` and `onConflictDo…` work, but are not in Drizzle's types. */
export type MysqlNativeDatabase = Pick<MySqlDatabase<MysqlResult, PreparedQueryHKTBase>, Method> & Shared;

/**
 * Opens another database beside the app's own.
 *
 * @param url `sqlite:path/to/file.db`, `postgres://user:password@host/name` or `mysql://…`, with `?pool=` for the number of connections
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREADABLE or DATABASE_UNREACHABLE
 * @example await using archive = await connect("sqlite:data/archive.db");
 */
export async function connect(url: string): Promise<Connection> {
  const { database } = await openDatabase(url);
  return database;
}

/** Opens a SQLite database for tables of `sqliteTable`; the same database, typed by those tables. */
connect.sqlite = (url: string): Promise<SqliteNativeDatabase> => connectTo("sqlite", url);
/** Opens a PostgreSQL database for tables of `pgTable`. */
connect.postgres = (url: string): Promise<PostgresNativeDatabase> => connectTo("postgres", url);
/** Opens a MySQL or MariaDB database for tables of `mysqlTable`. */
connect.mysql = (url: string): Promise<MysqlNativeDatabase> => connectTo("mysql", url);

async function connectTo<D>(expected: DialectName, url: string): Promise<D> {
  const { dialect } = parseDatabaseUrl(url);
  const found = JSON.stringify(withoutPassword(url));
  if (dialect !== expected) throw new RxError("DATABASE_URL_INVALID", { found });
  const database: unknown = await connect(url);
  return database as D; // as: at run time it has that dialect's builders; Connection has PostgreSQL's types
}
