import { existsSync } from "node:fs";
import { NativeConnection } from "../../dialects/sqlite/native-connection.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { MigrationDatabase } from "../migration-database.ts";
import { readJournal } from "./read-journal.ts";
import { SqliteMigrator } from "./sqlite-migrator.ts";
import { withSqliteLock } from "./with-sqlite-lock.ts";

/** Migrations of an SQLite file. */
export async function openMigrations({ file }: Pick<DatabaseUrl, "file">): Promise<MigrationDatabase> {
  const read = <T>(work: (connection: NativeConnection) => T, nothing: T): T => {
    if (!existsSync(file)) return nothing;
    const connection = new NativeConnection(file, true);
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  };
  return {
    readJournal: async () => read(readJournal, []),
    reader: {
      dialect: "sqlite",
      rows: async (text, params) => read((connection) => connection.rows(text, params), []),
    },
    lock: (work) => withSqliteLock(file, (connection) => work(new SqliteMigrator(connection))),
    async [Symbol.asyncDispose]() {
      // Nothing is held between two calls.
    },
  };
}
