import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DialectName } from "../dialects/dialect-name.ts";

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
