import { RxError } from "../../../errors/rx-error.ts";
import { defaultLimits } from "../../../protocol/limits.ts";
import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import { PostgresPool } from "../../dialects/postgres/postgres-pool.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import { shapeTable } from "../shape-table.ts";
import { lockWaitMs } from "../lock-wait.ts";
import type { MigrationDatabase } from "../migration-database.ts";
import { openRemoteMigrations } from "../remote/remote-migrations.ts";
import { PostgresMigrator } from "./postgres-migrator.ts";
import { readJournal } from "./read-journal.ts";

// "rowx" in four bytes: locks of a database are shared by all programs that use it.
const lockKey = 0x726f7778;

const journal = `CREATE TABLE IF NOT EXISTS rx_migrations (
  origin text NOT NULL, tag text NOT NULL, checksum text NOT NULL, applied_at text NOT NULL,
  steps integer NOT NULL, done integer NOT NULL, PRIMARY KEY (origin, tag)
)`;

/** Migrations of a PostgreSQL database. Throws DATABASE_UNREACHABLE. */
export function openMigrations(url: DatabaseUrl): Promise<MigrationDatabase> {
  return openRemoteMigrations(url, {
    dialect: "postgres",
    title: "PostgreSQL",
    createPool: ({ driverUrl }) =>
      new PostgresPool({ url: driverUrl, connections: 1, limits: { ...defaultLimits, statementTimeoutMs: 0 } }),
    readJournal,
    lock,
    unlock: async (client) => {
      await client.run(plain(`select pg_advisory_unlock(${lockKey})`));
    },
    journal,
    shapes: shapeTable,
    createMigrator: (client, reader) => new PostgresMigrator(client, reader),
  });
}

async function lock(client: RemoteClient): Promise<void> {
  await client.run(
    plain(`set statement_timeout = 0; set client_min_messages = warning; set lock_timeout = ${lockWaitMs}`),
  );
  try {
    await client.run(plain(`select pg_advisory_lock(${lockKey})`));
  } catch (cause) {
    const isLate = Reflect.get(Object(cause), "code") === "55P03";
    throw isLate ? new RxError("MIGRATION_LOCKED", { seconds: lockWaitMs / 1_000 }, { cause }) : cause;
  }
  await client.run(plain("set lock_timeout = 0"));
}

function plain(text: string): { text: string; params: readonly unknown[]; asArrays: boolean } {
  return { text, params: [], asArrays: true };
}
