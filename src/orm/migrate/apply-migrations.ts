import { RxError } from "../../errors/rx-error.ts";
import type { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import { applySqliteMigration } from "./apply-sqlite-migration.ts";
import type { MigrationFile } from "./migration-file.ts";
import { toStatus } from "./migration-status.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { migrationsFolder, origins, type MigrationTarget, type Origin } from "./migration-target.ts";
import { readSqliteJournal } from "./read-sqlite-journal.ts";
import { sqliteFile } from "./sqlite-file.ts";
import { withSqliteLock } from "./with-sqlite-lock.ts";

/**
 * Applies every migration that is pending: the framework's own first, then the app's. Of several processes at once one does it,
 * the others find nothing left. Where one fails the ones before it stay applied.
 *
 * @param onApply called before each one
 * @returns the tags of the app's migrations that were applied
 * @throws RxError MIGRATION_FAILED, MIGRATION_BREAKS_REFERENCES, MIGRATION_EDITED, MIGRATION_MISSING, MIGRATION_LOCKED,
 * DIALECT_NOT_SERVED.
 */
export async function applyMigrations(
  target: MigrationTarget,
  onApply?: (tag: string) => void,
): Promise<readonly string[]> {
  const outcome = await withSqliteLock(sqliteFile(target), (connection) => {
    const applied: string[] = [];
    try {
      for (const origin of origins)
        for (const migration of pendingOf(connection, target, origin)) {
          if (origin === "app") onApply?.(migration.tag);
          applySqliteMigration(connection, origin, migration);
          if (origin === "app") applied.push(migration.tag);
        }
      return { applied };
    } catch (failure) {
      // What was applied before stays: only the failed one was undone.
      return { applied, failure };
    }
  });
  if ("failure" in outcome) throw outcome.failure;
  return outcome.applied;
}

function pendingOf(connection: NativeConnection, target: MigrationTarget, origin: Origin): readonly MigrationFile[] {
  const files = migrationFilesOf(target, origin);
  const status = toStatus(files, readSqliteJournal(connection, origin));
  for (const { tag, state } of status) {
    if (state === "edited") throw new RxError("MIGRATION_EDITED", { tag });
    const folder = migrationsFolder(target, origin, "sqlite");
    if (state === "missing") throw new RxError("MIGRATION_MISSING", { tag, folder });
  }
  const pending = new Set(status.filter(({ state }) => state === "pending").map(({ tag }) => tag));
  return files.filter(({ tag }) => pending.has(tag));
}
