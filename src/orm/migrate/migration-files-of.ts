import { parseDatabaseUrl } from "../parse-database-url.ts";
import type { MigrationFile } from "./migration-file.ts";
import { migrationsFolder, type MigrationTarget, type Origin } from "./migration-target.ts";
import { readMigrations } from "./read-migrations.ts";

/** Migrations that are there to be applied. Throws MIGRATION_NUMBER_TWICE. */
export function migrationFilesOf(target: MigrationTarget, origin: Origin): readonly MigrationFile[] {
  return readMigrations(migrationsFolder(target, origin, parseDatabaseUrl(target.database).dialect));
}
