import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DialectName } from "../../../src/orm/dialects/dialect-name.ts";
import { databaseServer } from "./database-server.ts";
import { runOnServer } from "./run-on-server.ts";

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
  await runOnServer(dialect, server, `create database ${name}${dialect === "mysql" ? noPadding : ""}`);
  return {
    dialect,
    url: `${server}${name}`,
    async [Symbol.asyncDispose]() {
      await runOnServer(dialect, server, `drop database ${name}${dialect === "postgres" ? " with (force)" : ""}`);
    },
  };
}

// Texts are equal only where every byte is, as on the other databases.
const noPadding = " character set utf8mb4 collate utf8mb4_nopad_bin";

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
