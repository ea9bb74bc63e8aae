import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import type { DialectName } from "../../../src/orm/dialects/dialect-name.ts";
import { databaseServer } from "./database-server.ts";

/** An empty database of its own for a test, gone when it is disposed of. */
export interface TestDatabase extends AsyncDisposable {
  readonly dialect: DialectName;
  readonly url: string;
}

/** Every dialect, for tests that run on each. */
export const dialectNames = ["sqlite", "postgres", "mysql"] as const satisfies readonly DialectName[];

/** Makes an empty database: a file in a temporary folder, or a database on a real server that the tests share. */
export async function testDatabase(dialect: DialectName): Promise<TestDatabase> {
  if (dialect === "sqlite") return sqliteFile();
  const server = await databaseServer(dialect);
  const name = `rx_test_${randomBytes(6).toString("hex")}`;
  const run = dialect === "postgres" ? onPostgres : onMysql;
  await run(server, dialect === "postgres" ? `create database ${name}` : `create database ${name} ${noPadding}`);
  return {
    dialect,
    url: `${server}${name}`,
    async [Symbol.asyncDispose]() {
      await run(server, dialect === "postgres" ? `drop database ${name} with (force)` : `drop database ${name}`);
    },
  };
}

// Texts are equal only where every byte is, as on the other databases.
const noPadding = "character set utf8mb4 collate utf8mb4_nopad_bin";

function sqliteFile(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), "rowx-"));
  return {
    dialect: "sqlite",
    url: `sqlite:${join(folder, "test.db")}`,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onPostgres(server: string, statement: string): Promise<void> {
  const client = new Client(`${server}postgres`);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function onMysql(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
