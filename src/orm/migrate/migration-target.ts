import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { parseDatabaseUrl, withoutPassword } from "../parse-database-url.ts";
import { readMigrations, type MigrationFile } from "./migration-folder.ts";

/** Which database is migrated, and by which app. */
export interface MigrationTarget {
  /** The app's folder: its migrations are in `migrations/` below it, a relative SQLite file is found from here. */
  readonly folder: string;
  /** Connection string. */
  readonly database: string;
}

/** Whose migrations: the framework's own tables have a history of their own, applied first. */
export type Origin = "rowx" | "app";

/** Both, in the order in which they are applied. */
export const origins: readonly Origin[] = ["rowx", "app"];

const ownFolder = fileURLToPath(new URL("../../../migrations", import.meta.url));

/** The folder of the migrations of one dialect. */
export function migrationsFolder(target: MigrationTarget, origin: Origin, dialect: DialectName): string {
  return origin === "rowx" ? join(ownFolder, dialect) : join(target.folder, "migrations", dialect);
}

/** Migrations that are there to be applied. Throws MIGRATION_NUMBER_TWICE. */
export function filesOf(target: MigrationTarget, origin: Origin): readonly MigrationFile[] {
  return readMigrations(migrationsFolder(target, origin, "sqlite"));
}

/**
 * The file of an SQLite database.
 *
 * @throws RxError DATABASE_URL_INVALID, DIALECT_NOT_SERVED.
 */
export function sqliteFile({ folder, database }: MigrationTarget): string {
  const { dialect, file } = parseDatabaseUrl(database);
  if (dialect === "sqlite") return resolve(folder, file);
  const names = { postgres: "PostgreSQL", mysql: "MySQL" };
  throw new RxError("DIALECT_NOT_SERVED", { dialect: names[dialect], found: withoutPassword(database) });
}

/** Makes the folder of a database that is to be made. */
export function prepareFolder(file: string): void {
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
}
