import { toStatus, type MigrationState } from "./migration-status.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { origins, type MigrationTarget, type Origin } from "./migration-target.ts";
import { openMigrationDatabase } from "./open-migration-database.ts";

/** A migration with whose it is. */
export interface ListedMigration extends MigrationState {
  readonly origin: Origin;
}

/**
 * How every migration stands in a database; a database that does not exist is not made. The framework's own come first.
 *
 * @throws RxError DATABASE_UNREACHABLE, MIGRATION_NUMBER_TWICE.
 */
export async function listMigrations(target: MigrationTarget): Promise<readonly ListedMigration[]> {
  await using database = await openMigrationDatabase(target);
  const journal = await database.readJournal();
  return origins.flatMap((origin) => {
    const applied = journal.filter((row) => row.origin === origin);
    return toStatus(migrationFilesOf(target, origin), applied).map((state) => ({ ...state, origin }));
  });
}
