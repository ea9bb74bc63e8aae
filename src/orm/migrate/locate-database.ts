import { resolve } from "node:path";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import type { MigrationTarget } from "./migration-target.ts";

/**
 * The connection string of an app's database as it can be opened from anywhere: an SQLite file is found from the app's folder.
 *
 * @throws RxError DATABASE_URL_INVALID.
 */
export function locateDatabase({ folder, database }: MigrationTarget): string {
  const { dialect, file } = parseDatabaseUrl(database);
  return dialect === "sqlite" ? `sqlite:${resolve(folder, file)}` : database;
}
