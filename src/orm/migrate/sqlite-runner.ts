// One migrator at a time, by the database's own write lock. Foreign keys are off before the transaction begins, else the DROP
// TABLE of a rebuild would delete the rows that refer to it; that they all hold is checked before each migration is kept.
import { setTimeout as wait } from "node:timers/promises";
import { RxError } from "../../errors/rx-error.ts";
import { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import type { MigrationFile } from "./migration-folder.ts";
import type { AppliedMigration } from "./migration-status.ts";
import type { Origin } from "./migration-target.ts";

const waitMs = 30_000;

const journal = `CREATE TABLE IF NOT EXISTS rx_migrations (
  origin text NOT NULL, tag text NOT NULL, checksum text NOT NULL, applied_at text NOT NULL,
  steps integer NOT NULL, done integer NOT NULL, PRIMARY KEY (origin, tag)
)`;

/** What was applied to an SQLite database; nothing where it was never migrated. */
export function readSqliteJournal(connection: NativeConnection, origin: Origin): readonly AppliedMigration[] {
  const [table] = connection.objects("SELECT 1 FROM sqlite_master WHERE name = 'rx_migrations'", []);
  if (!table) return [];
  return connection
    .objects("SELECT tag, checksum, applied_at FROM rx_migrations WHERE origin = ? ORDER BY tag", [origin])
    .map(({ tag, checksum, applied_at: appliedAt }) => ({
      tag: String(tag),
      checksum: String(checksum),
      appliedAt: new Date(String(appliedAt)),
    }));
}

/**
 * Runs work as the only migrator of a database, in one transaction; all of it is taken back where it throws.
 *
 * @throws RxError MIGRATION_LOCKED after 30 s.
 */
export async function withSqliteLock<T>(file: string, work: (connection: NativeConnection) => T): Promise<T> {
  const until = performance.now() + waitMs;
  const connection = await retryWhileBusy(() => new NativeConnection(file, false), until);
  try {
    connection.script("PRAGMA foreign_keys = OFF");
    await retryWhileBusy(() => connection.script("BEGIN EXCLUSIVE"), until);
    try {
      connection.script(journal);
      const result = work(connection);
      connection.script("COMMIT");
      return result;
    } catch (thrown) {
      connection.script("ROLLBACK");
      throw thrown;
    }
  } finally {
    connection.close();
  }
}

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
    connection.script("ROLLBACK TO rx_migration; RELEASE rx_migration");
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

async function retryWhileBusy<T>(work: () => T, until: number): Promise<T> {
  for (;;)
    try {
      return work();
    } catch (thrown) {
      const isBusy = thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("SQLITE_BUSY");
      if (!isBusy) throw thrown;
      if (performance.now() > until)
        throw new RxError("MIGRATION_LOCKED", { seconds: waitMs / 1_000 }, { cause: thrown });
      await wait(20);
    }
}
