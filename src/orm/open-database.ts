import { RxError } from "../errors/rx-error.ts";
import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { openPostgres } from "./dialects/postgres/open-postgres.ts";
import { openSqlite } from "./dialects/sqlite/open-sqlite.ts";
import { parseDatabaseUrl, withoutPassword } from "./parse-database-url.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";

/** Opens the database of a connection string, for the framework's own code. Throws DIALECT_NOT_SERVED for one that has no driver yet. */
export async function openDatabase(text: string, limits: Limits = defaultLimits): Promise<DatabaseHandle> {
  const url = parseDatabaseUrl(text);
  switch (url.dialect) {
    case "sqlite":
      return openSqlite(url.file, text, limits);
    case "postgres":
      return openPostgres(url, limits);
    case "mysql":
      throw new RxError("DIALECT_NOT_SERVED", { dialect: "MySQL", found: withoutPassword(text) });
  }
}
