import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RxError } from "../../errors/rx-error.ts";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import { toMigration, type MigrationFile } from "./migration-file.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { toStatus, type AppliedMigration, type MigrationState } from "./migration-status.ts";
import { migrationsFolder, type MigrationTarget } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";

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
    const backs = toBacks(target, await migrator.readJournal(), count);
    for (const back of backs) {
      onRollback?.(back.tag);
      await migrator.revert("app", back);
    }
    return backs.map(({ tag }) => tag);
  });
}

/** What a rollback would take away, in words with the migration; empty where nothing goes. Throws as rollbackMigrations. */
export async function rollbackLosses(target: MigrationTarget, count: number): Promise<readonly string[]> {
  await using database = await openMigrationDatabase(target);
  const backs = toBacks(target, await database.readJournal(), count);
  return backs.flatMap(({ tag, losses }) => losses.map((loss) => `${loss} (${tag})`));
}

/** The way back of each, all of them checked before the first is run. */
function toBacks(
  target: MigrationTarget,
  journal: readonly AppliedMigration[],
  count: number,
): readonly MigrationFile[] {
  const applied = journal.filter(({ origin }) => origin === "app");
  return toStatus(migrationFilesOf(target, "app"), applied)
    .filter(({ state }) => state !== "pending")
    .toReversed()
    .slice(0, count)
    .map((one) => toBack(target, one));
}

function toBack(target: MigrationTarget, { tag, state }: MigrationState): MigrationFile {
  const folder = migrationsFolder(target, "app", parseDatabaseUrl(target.database).dialect);
  if (state === "edited") throw new RxError("MIGRATION_EDITED", { tag });
  if (state === "missing") throw new RxError("MIGRATION_MISSING", { tag, folder });
  const path = join(folder, `${tag}.down.sql`);
  if (!existsSync(path)) throw new RxError("MIGRATION_DOWN_MISSING", { tag, path });
  return toMigration(tag, readFileSync(path, "utf8"));
}
