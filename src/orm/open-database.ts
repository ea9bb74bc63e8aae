import { RxError } from "../errors/rx-error.ts";
import { defaultLimits, type Limits } from "../protocol/limits.ts";
import { openSqlite } from "./dialects/sqlite/open-sqlite.ts";
import { parseDatabaseUrl, withoutPassword } from "./parse-database-url.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";

const names = { postgres: "PostgreSQL", mysql: "MySQL" };

/** Opens the database of a connection string, for the framework's own code. Throws DIALECT_NOT_SERVED for one that has no driver yet. */
export async function openDatabase(url: string, limits: Limits = defaultLimits): Promise<DatabaseHandle> {
  const { dialect, file } = parseDatabaseUrl(url);
  if (dialect !== "sqlite")
    throw new RxError("DIALECT_NOT_SERVED", { dialect: names[dialect], found: withoutPassword(url) });
  return openSqlite(file, url, limits);
}
