import { origins, type MigrationTarget } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";
import { pendingFiles } from "./pending-files.ts";
import { withoutWhatIsThere } from "./without-what-is-there.ts";

/**
 * Applies every migration that is pending: the framework's own first, then the app's. Of several processes at once one does it,
 * the others find nothing left. Where one fails the ones before it stay applied.
 *
 * @param onApply called before each one
 * @returns the tags of the app's migrations that were applied
 * @throws RxError BASELINE_IN_PART, MIGRATION_FAILED, MIGRATION_STOPPED, MIGRATION_BREAKS_REFERENCES, MIGRATION_EDITED,
 * MIGRATION_PART_EDITED, MIGRATION_MISSING, MIGRATION_HOLE, MIGRATION_LOCKED.
 */
export async function applyMigrations(
  target: MigrationTarget,
  onApply?: (tag: string) => void,
): Promise<readonly string[]> {
  await using database = await openMigrationDatabase(target);
  return await database.lock(async (migrator) => {
    const applied: string[] = [];
    for (const origin of origins) {
      const journal = await migrator.readJournal();
      const pending = pendingFiles(target, origin, journal);
      for (const [at, file] of pending.entries()) {
        if (origin === "app") onApply?.(file.tag);
        const isBegun = journal.some((row) => row.origin === origin && row.tag === file.tag);
        const run = isBegun ? file : await withoutWhatIsThere(migrator.reader, file);
        await migrator.apply(origin, run, { last: origin === "app" && at === pending.length - 1 });
        if (origin === "app") applied.push(file.tag);
      }
    }
    return applied;
  });
}
