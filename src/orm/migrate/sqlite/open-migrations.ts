import { existsSync } from "node:fs";
import { NativeConnection } from "../../dialects/sqlite/native-connection.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { MigrationDatabase } from "../migration-database.ts";
import { readJournal } from "./read-journal.ts";
import { SqliteMigrator } from "./sqlite-migrator.ts";
import { withSqliteLock } from "./with-sqlite-lock.ts";

/** Migrations of an SQLite file. */
export async function openMigrations({ file }: Pick<DatabaseUrl, "file">): Promise<MigrationDatabase> {
  return {
    readJournal: async () => {
      if (!existsSync(file)) return [];
      const connection = new NativeConnection(file, true);
      try {
        return readJournal(connection);
      } finally {
        connection.close();
      }
    },
    lock: (work) => withSqliteLock(file, (connection) => work(new SqliteMigrator(connection))),
    async [Symbol.asyncDispose]() {
      // Nothing is held between two calls.
    },
  };
}
