import type { MigrationTarget } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";
import { waysBack } from "./ways-back.ts";

/**
 * Takes the last migrations of an app back, the youngest first, by their `.down.sql` files; they are pending afterwards. The
 * framework's own stay.
 *
 * @param count how many; fewer where fewer are applied
 * @param onRollback called before each one
 * @returns the tags that were taken back
 * @throws RxError MIGRATION_DOWN_MISSING, MIGRATION_EDITED, MIGRATION_MISSING, MIGRATION_LOCKED, and as applyMigrations.
 */
export async function rollbackMigrations(
  target: MigrationTarget,
  count: number,
  onRollback?: (tag: string) => void,
): Promise<readonly string[]> {
  await using database = await openMigrationDatabase(target);
  return await database.lock(async (migrator) => {
    const backs = waysBack(target, await migrator.readJournal(), count);
    for (const back of backs) {
      onRollback?.(back.tag);
      await migrator.revert("app", back);
    }
    return backs.map(({ tag }) => tag);
  });
}
