import type { MigrationFile } from "./migration-file.ts";
import type { AppliedMigration } from "./migration-status.ts";
import type { Origin } from "./migration-target.ts";

/** A database that is migrated: the port, of which each dialect has one. */
export interface MigrationDatabase extends AsyncDisposable {
  /** The journal: what was applied, nothing where it was never migrated. Takes no lock and makes nothing. */
  readJournal(): Promise<readonly AppliedMigration[]>;
  /**
   * Runs work as the only migrator of the database; waits for another one. What was applied before work throws stays.
   *
   * @throws RxError MIGRATION_LOCKED after 30 s.
   */
  lock<T>(work: (migrator: Migrator) => Promise<T>): Promise<T>;
}

/** Who holds the lock. */
export interface Migrator extends Pick<MigrationDatabase, "readJournal"> {
  /**
   * Runs a migration and writes it into the journal: as a whole or not at all, on MySQL statement by statement, from the one on
   * that an earlier attempt came to.
   *
   * @throws RxError MIGRATION_FAILED, MIGRATION_STOPPED, MIGRATION_EDITED, MIGRATION_BREAKS_REFERENCES.
   */
  apply(origin: Origin, file: MigrationFile): Promise<void>;
  /** Runs the way back of a migration and takes it out of the journal; `back` has its tag. Throws as apply does. */
  revert(origin: Origin, back: MigrationFile): Promise<void>;
}
