import type { RemoteClient, RemotePool } from "../../dialects/remote/remote-pool.ts";
import { unreachable } from "../../dialects/remote/unreachable.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { MigrationDatabase, Migrator } from "../migration-database.ts";
import type { AppliedMigration } from "../migration-status.ts";

/** In what PostgreSQL and MySQL differ when they are migrated. */
export interface RemoteMigrationDialect {
  /** The database as people call it. */
  readonly title: string;
  /** Connections without a limit of time for a statement. */
  createPool(url: DatabaseUrl): RemotePool;
  readJournal(client: RemoteClient): Promise<readonly AppliedMigration[]>;
  /** Waits for the lock, which goes with the connection. Throws MIGRATION_LOCKED. */
  lock(client: RemoteClient): Promise<void>;
  unlock(client: RemoteClient): Promise<void>;
  /** The statement that makes the journal where there is none. */
  readonly journal: string;
  createMigrator(client: RemoteClient): Migrator;
}

/** Migrations of a database behind a server, on one connection of its own. */
export async function openRemoteMigrations(
  url: DatabaseUrl,
  dialect: RemoteMigrationDialect,
): Promise<MigrationDatabase> {
  const pool = dialect.createPool(url);
  const client = await acquire(pool, url, dialect);
  return {
    readJournal: () => dialect.readJournal(client),
    lock: async (work) => {
      await dialect.lock(client);
      try {
        await client.run({ text: dialect.journal, params: [], asArrays: true });
        return await work(dialect.createMigrator(client));
      } finally {
        // A connection that was lost has taken its lock with it.
        await dialect.unlock(client).catch(() => undefined);
      }
    },
    async [Symbol.asyncDispose]() {
      client.release(true);
      await pool.close();
    },
  };
}

async function acquire(
  pool: RemotePool,
  url: DatabaseUrl,
  { title, readJournal }: RemoteMigrationDialect,
): Promise<RemoteClient> {
  let client: RemoteClient | undefined;
  try {
    client = await pool.acquire();
    await readJournal(client);
    return client;
  } catch (error) {
    client?.release(true);
    // What could not be opened need not close well.
    await pool.close().catch(() => undefined);
    throw unreachable(title, url, error);
  }
}
