import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import type { MigrationFile } from "./migration-file.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { toStatus, type AppliedMigration } from "./migration-status.ts";
import { migrationsFolder, origins, type MigrationTarget, type Origin } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";
import { withoutWhatIsThere } from "./without-what-is-there.ts";

/**
 * Applies every migration that is pending: the framework's own first, then the app's. Of several processes at once one does it,
 * the others find nothing left. Where one fails the ones before it stay applied.
 *
 * @param onApply called before each one
 * @returns the tags of the app's migrations that were applied
 * @throws RxError BASELINE_IN_PART, MIGRATION_FAILED, MIGRATION_STOPPED, MIGRATION_BREAKS_REFERENCES, MIGRATION_EDITED, MIGRATION_PART_EDITED,
 * MIGRATION_MISSING, MIGRATION_LOCKED.
 */
export async function applyMigrations(
  target: MigrationTarget,
  onApply?: (tag: string) => void,
): Promise<readonly string[]> {
  await using database = await openMigrationDatabase(target);
  const baseline = await readBaseline(target, await database.readJournal());
  return await database.lock(async (migrator) => {
    const applied: string[] = [];
    for (const origin of origins)
      for (const migration of pendingOf(await migrator.readJournal(), target, origin)) {
        if (origin === "app") onApply?.(migration.tag);
        await migrator.apply(origin, origin === "app" && migration.tag === baseline?.tag ? baseline : migration);
        if (origin === "app") applied.push(migration.tag);
      }
    return applied;
  });
}

/** The app's first migration where it is a baseline that is still to be applied; looked at before the lock, which none gets past. */
async function readBaseline(
  target: MigrationTarget,
  journal: readonly AppliedMigration[],
): Promise<MigrationFile | undefined> {
  const [first] = migrationFilesOf(target, "app");
  const isApplied = journal.some(({ origin, tag }) => origin === "app" && tag === first?.tag);
  return first === undefined || isApplied ? undefined : withoutWhatIsThere(target, first);
}

function pendingOf(
  journal: readonly AppliedMigration[],
  target: MigrationTarget,
  origin: Origin,
): readonly MigrationFile[] {
  const files = migrationFilesOf(target, origin);
  const status = toStatus(
    files,
    journal.filter((row) => row.origin === origin),
  );
  for (const { tag, state } of status) {
    if (state === "edited") throw new RxError("MIGRATION_EDITED", { tag });
    const folder = migrationsFolder(target, origin, parseDatabaseUrl(target.database).dialect);
    if (state === "missing") throw new RxError("MIGRATION_MISSING", { tag, folder });
  }
  const pending = new Set(
    status.filter(({ state }) => state === "pending" || state === "partial").map(({ tag }) => tag),
  );
  return files.filter(({ tag }) => pending.has(tag));
}
