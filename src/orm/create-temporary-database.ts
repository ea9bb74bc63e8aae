import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RxError } from "../errors/rx-error.ts";
import { defaultLimits } from "../protocol/limits.ts";
import { MysqlPool } from "./dialects/mysql/mysql-pool.ts";
import { PostgresPool } from "./dialects/postgres/postgres-pool.ts";
import { unreachable } from "./dialects/remote/unreachable.ts";
import type { RemotePool } from "./dialects/remote/remote-pool.ts";
import { parseDatabaseUrl, type DatabaseUrl } from "./parse-database-url.ts";

/** An empty database that is deleted when it is disposed of. */
export interface TemporaryDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * Makes an empty database of the same kind as another: a file in a temporary folder, or one more database on its server, which
 * compares texts as that one does. The other is left alone.
 *
 * @param text connection string of the other one
 * @throws RxError DATABASE_URL_INVALID, DATABASE_UNREACHABLE, DATABASE_NOT_MADE where the user may make none.
 */
export async function createTemporaryDatabase(text: string): Promise<TemporaryDatabase> {
  const url = parseDatabaseUrl(text);
  const name = `rx_test_${randomBytes(8).toString("hex")}`;
  switch (url.dialect) {
    case "sqlite":
      return temporaryFile();
    case "postgres":
      return onServer(url, name, new PostgresPool({ ...options, url: url.driverUrl }), {
        title: "PostgreSQL",
        create: async () => `create database ${name}`,
        drop: `drop database if exists ${name} with (force)`,
      });
    case "mysql":
      return onServer(url, name, new MysqlPool({ ...options, url: url.driverUrl }), {
        title: "MySQL",
        create: async (pool) => `create database ${name} collate ${await collationOf(pool)}`,
        drop: `drop database if exists ${name}`,
      });
  }
}

const options = { connections: 1, limits: defaultLimits };

interface ServerWords {
  readonly title: string;
  readonly create: (pool: RemotePool) => Promise<string>;
  readonly drop: string;
}

async function onServer(
  { driverUrl, connections, ...url }: DatabaseUrl,
  name: string,
  pool: RemotePool,
  { title, create, drop }: ServerWords,
): Promise<TemporaryDatabase> {
  try {
    await run(pool, "select 1");
    await run(pool, await create(pool)).catch((cause: unknown) => {
      const found = cause instanceof Error ? cause.message : String(cause);
      throw new RxError("DATABASE_NOT_MADE", { address: url.address, found }, { cause });
    });
  } catch (error) {
    await pool.close().catch(() => undefined);
    throw error instanceof RxError ? error : unreachable(title, { ...url, driverUrl, connections }, error);
  }
  const made = new URL(driverUrl);
  made.pathname = `/${name}`;
  made.searchParams.set("pool", String(connections));
  return {
    url: made.href,
    async [Symbol.asyncDispose]() {
      await run(pool, drop);
      await pool.close();
    },
  };
}

async function run(pool: RemotePool, text: string): Promise<unknown[][]> {
  const { rows } = await pool.run({ text, params: [], asArrays: true });
  return rows as unknown[][]; // as: asked for as arrays
}

async function collationOf(pool: RemotePool): Promise<string> {
  const [[collation] = []] = await run(pool, "select @@collation_database");
  return String(collation);
}

function temporaryFile(): TemporaryDatabase {
  const folder = mkdtempSync(join(tmpdir(), "rowx-test-"));
  return {
    url: `sqlite:${join(folder, "test.db")}`,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
