import { existsSync } from "node:fs";
import { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import { toStatus, type MigrationState } from "./migration-status.ts";
import { migrationFilesOf } from "./migration-files-of.ts";
import { origins, type MigrationTarget, type Origin } from "./migration-target.ts";
import { readSqliteJournal } from "./read-sqlite-journal.ts";
import { sqliteFile } from "./sqlite-file.ts";

/** A migration with whose it is. */
export interface ListedMigration extends MigrationState {
  readonly origin: Origin;
}

/**
 * How every migration stands in a database; a database that does not exist is not made. The framework's own come first.
 *
 * @throws RxError DIALECT_NOT_SERVED, MIGRATION_NUMBER_TWICE.
 */
export function listMigrations(target: MigrationTarget): readonly ListedMigration[] {
  const file = sqliteFile(target);
  const connection = existsSync(file) ? new NativeConnection(file, true) : undefined;
  try {
    return origins.flatMap((origin) => {
      const applied = connection ? readSqliteJournal(connection, origin) : [];
      return toStatus(migrationFilesOf(target, origin), applied).map((state) => ({ ...state, origin }));
    });
  } finally {
    connection?.close();
  }
}
