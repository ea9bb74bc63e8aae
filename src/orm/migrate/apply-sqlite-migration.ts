import { RxError } from "../../errors/rx-error.ts";
import type { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import type { MigrationFile } from "./migration-file.ts";
import type { Origin } from "./migration-target.ts";

/**
 * Applies one migration inside withSqliteLock and writes it into the journal; undoes it alone where it fails.
 *
 * @throws RxError MIGRATION_FAILED, MIGRATION_BREAKS_REFERENCES.
 */
export function applySqliteMigration(connection: NativeConnection, origin: Origin, file: MigrationFile): void {
  connection.script("SAVEPOINT rx_migration");
  try {
    for (const [index, statement] of file.statements.entries()) runStatement(connection, file.tag, [index, statement]);
    refuseBrokenReferences(connection, file.tag);
    const steps = file.statements.length;
    const now = new Date().toISOString();
    const row = [origin, file.tag, file.checksum, now, steps, steps];
    connection.run("INSERT INTO rx_migrations VALUES (?, ?, ?, ?, ?, ?)", row);
    connection.script("RELEASE rx_migration");
  } catch (thrown) {
    if (connection.inTransaction) connection.script("ROLLBACK TO rx_migration; RELEASE rx_migration");
    throw thrown;
  }
}

function runStatement(connection: NativeConnection, tag: string, [index, text]: readonly [number, string]): void {
  // Without effect inside a transaction; kit's own rebuilds print it, and somebody may paste one.
  if (/^PRAGMA foreign_keys/i.test(text)) return;
  try {
    connection.script(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RxError("MIGRATION_FAILED", { tag, step: index + 1, reason }, { cause });
  }
}

function refuseBrokenReferences(connection: NativeConnection, tag: string): void {
  const broken = connection.objects("PRAGMA foreign_key_check", []);
  const [first] = broken;
  if (!first) return;
  throw new RxError("MIGRATION_BREAKS_REFERENCES", { tag, count: broken.length, table: String(first["table"]) });
}
