import type { RemoteClient, RemotePool } from "../../dialects/remote/remote-pool.ts";
import { unreachable } from "../../dialects/remote/unreachable.ts";
import type { ShapeReader } from "../../introspect/shape-reader.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { MigrationDatabase, Migrator } from "../migration-database.ts";
import type { AppliedMigration } from "../migration-status.ts";

/** In what PostgreSQL and MySQL differ when they are migrated. */
export interface RemoteMigrationDialect extends Pick<ShapeReader, "dialect"> {
  /** The database as people call it. */
  readonly title: string;
  /** Connections without a limit of time for a statement. */
  createPool(url: DatabaseUrl): RemotePool;
  readJournal(client: RemoteClient): Promise<readonly AppliedMigration[]>;
  /** Waits for the lock, which goes with the connection. Throws MIGRATION_LOCKED. */
  lock(client: RemoteClient): Promise<void>;
  unlock(client: RemoteClient): Promise<void>;
  /** The statements that make the journal, and the table for what it made of the database, where there are none. */
  readonly journal: string;
  readonly shapes: string;
  createMigrator(client: RemoteClient, reader: ShapeReader): Migrator;
}

/** Migrations of a database behind a server, on one connection of its own. */
export async function openRemoteMigrations(
  url: DatabaseUrl,
  dialect: RemoteMigrationDialect,
): Promise<MigrationDatabase> {
  const pool = dialect.createPool(url);
  const client = await acquire(pool, url, dialect);
  const reader = readerOf(dialect.dialect, client);
  return {
    reader,
    readJournal: () => dialect.readJournal(client),
    lock: async (work) => {
      await dialect.lock(client);
      try {
        for (const text of [dialect.journal, dialect.shapes]) await reader.rows(text, []);
        return await work(dialect.createMigrator(client, reader));
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

/** Reads one after another: whoever asks for several at once shares one connection. */
function readerOf(dialect: ShapeReader["dialect"], client: RemoteClient): ShapeReader {
  let last: Promise<unknown> = Promise.resolve();
  return {
    dialect,
    rows: (text, params) => {
      const next = last.then(() => client.run({ text, params, asArrays: true }));
      last = next.catch(() => undefined);
      return next.then(({ rows }) => rows as unknown[][]); // as: asked for as arrays
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
