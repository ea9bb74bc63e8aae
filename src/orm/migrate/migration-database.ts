import type { ShapeReader } from "../introspect/shape-reader.ts";
import type { MigrationFile } from "./migration-file.ts";
import type { AppliedMigration } from "./migration-status.ts";
import type { Origin } from "./migration-target.ts";

/** A database that is migrated: the port, of which each dialect has one. */
export interface MigrationDatabase extends AsyncDisposable {
  /** The journal: what was applied, nothing where it was never migrated. Takes no lock and makes nothing. */
  readJournal(): Promise<readonly AppliedMigration[]>;
  /** Reads with the rights and on the connection of the migrator; on an SQLite file that does not exist there is nothing to read. */
  readonly reader: ShapeReader;
  /**
   * Runs work as the only migrator of the database; waits for another one. What was applied before work throws stays.
   *
   * @throws RxError MIGRATION_LOCKED after 30 s.
   */
  lock<T>(work: (migrator: Migrator) => Promise<T>): Promise<T>;
}

/** Who holds the lock. */
export interface Migrator extends Pick<MigrationDatabase, "readJournal" | "reader"> {
  /**
   * Runs a migration and writes it into the journal: as a whole or not at all, on MySQL statement by statement, from the one on
   * that an earlier attempt came to. `last`: what the database is made of then is written down, too.
   *
   * @throws RxError MIGRATION_FAILED, MIGRATION_STOPPED, MIGRATION_EDITED, MIGRATION_BREAKS_REFERENCES.
   */
  apply(origin: Origin, file: MigrationFile, options?: { readonly last?: boolean }): Promise<void>;
  /** Runs the way back of a migration and takes it out of the journal; `back` has its tag. Throws as apply does. */
  revert(origin: Origin, back: MigrationFile): Promise<void>;
}
