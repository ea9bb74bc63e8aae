import { resolve } from "node:path";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import type { MigrationDatabase } from "./migration-database.ts";
import type { MigrationTarget } from "./migration-target.ts";

/**
 * Opens a database to be migrated, with a connection of its own; an SQLite file that does not exist is not made before something
 * is applied.
 *
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREACHABLE, DATABASE_UNREADABLE.
 */
export async function openMigrationDatabase({ folder, database }: MigrationTarget): Promise<MigrationDatabase> {
  const url = parseDatabaseUrl(database);
  const { openMigrations } = await dialects[url.dialect]();
  return openMigrations({ ...url, file: resolve(folder, url.file) });
}

const dialects = {
  sqlite: () => import("./sqlite/open-migrations.ts"),
  postgres: () => import("./postgres/open-migrations.ts"),
  mysql: () => import("./mysql/open-migrations.ts"),
} as const;
