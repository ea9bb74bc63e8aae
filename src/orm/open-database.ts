import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { openMysql } from "./dialects/mysql/open-mysql.ts";
import { openPostgres } from "./dialects/postgres/open-postgres.ts";
import { openSqlite } from "./dialects/sqlite/open-sqlite.ts";
import { parseDatabaseUrl } from "./parse-database-url.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";

/**
 * Opens the database of a connection string, for the framework's own code.
 *
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREADABLE, DATABASE_UNREACHABLE
 */
export async function openDatabase(text: string, limits: Limits = defaultLimits): Promise<DatabaseHandle> {
  const url = parseDatabaseUrl(text);
  switch (url.dialect) {
    case "sqlite":
      return openSqlite(url.file, text, limits);
    case "postgres":
      return openPostgres(url, limits);
    case "mysql":
      return openMysql(url, limits);
  }
}
