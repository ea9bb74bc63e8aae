// One migrator at a time, by the database's own write lock. Foreign keys are off before the transaction begins, else the DROP
// TABLE of a rebuild would delete the rows that refer to it; that they all hold is checked before each migration is kept.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { RxError } from "../../../errors/rx-error.ts";
import { NativeConnection } from "../../dialects/sqlite/native-connection.ts";
import { shapeTable } from "../shape-table.ts";
import { lockWaitMs } from "../lock-wait.ts";

const journal = `CREATE TABLE IF NOT EXISTS rx_migrations (
  origin text NOT NULL, tag text NOT NULL, checksum text NOT NULL, applied_at text NOT NULL,
  steps integer NOT NULL, done integer NOT NULL, PRIMARY KEY (origin, tag)
)`;

/**
 * Runs work as the only migrator of a database, in one transaction that is kept even where work throws: what it must take back is
 * behind a savepoint of its own. Makes the file and its folder where there is none.
 *
 * @throws RxError MIGRATION_LOCKED after 30 s.
 */
export async function withSqliteLock<T>(file: string, work: (connection: NativeConnection) => Promise<T>): Promise<T> {
  const until = performance.now() + lockWaitMs;
  mkdirSync(dirname(file), { recursive: true });
  const connection = await retryWhileBusy(() => new NativeConnection(file, false), until);
  try {
    connection.script("PRAGMA foreign_keys = OFF");
    await retryWhileBusy(() => connection.script("BEGIN EXCLUSIVE"), until);
    connection.script(journal);
    connection.script(shapeTable);
    try {
      return await work(connection);
    } finally {
      // Some failures, a full disk for one, have ended the transaction already.
      if (connection.inTransaction) connection.script("COMMIT");
    }
  } finally {
    connection.close();
  }
}

async function retryWhileBusy<T>(work: () => T, until: number): Promise<T> {
  for (;;)
    try {
      return work();
    } catch (thrown) {
      const isBusy = thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("SQLITE_BUSY");
      if (!isBusy) throw thrown;
      if (performance.now() > until)
        throw new RxError("MIGRATION_LOCKED", { seconds: lockWaitMs / 1_000 }, { cause: thrown });
      await wait(20);
    }
}
