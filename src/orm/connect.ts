import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { RxError } from "../errors/rx-error.ts";
import type { Connection, WriteResult } from "./database.ts";
import { openDatabase } from "./open-database.ts";
import { parseDatabaseUrl, withoutPassword } from "./parse-database-url.ts";

/** A database whose tables were written with Drizzle's own `sqliteTable`, typed by them. */
export type SqliteNativeDatabase = Pick<
  BaseSQLiteDatabase<"async", WriteResult>,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "with" | "$with" | "$count"
> &
  Pick<Connection, "execute" | "transaction" | "close" | "dialect"> &
  AsyncDisposable;

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
connect.sqlite = async (url: string): Promise<SqliteNativeDatabase> => {
  const { dialect } = parseDatabaseUrl(url);
  if (dialect !== "sqlite") throw new RxError("DATABASE_URL_INVALID", { found: JSON.stringify(withoutPassword(url)) });
  const database: unknown = await connect(url);
  return database as SqliteNativeDatabase; // as: at run time it is SQLite's builders; Connection has PostgreSQL's types
};
