import { RxError } from "../../../errors/rx-error.ts";
import { defaultLimits } from "../../../protocol/limits.ts";
import { MysqlPool } from "../../dialects/mysql/mysql-pool.ts";
import type { RemoteClient } from "../../dialects/remote/remote-pool.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import { shapeTable } from "../shape-table.ts";
import { lockWaitMs } from "../lock-wait.ts";
import type { MigrationDatabase } from "../migration-database.ts";
import { openRemoteMigrations } from "../remote/remote-migrations.ts";
import { MysqlMigrator } from "./mysql-migrator.ts";
import { readJournal } from "./read-journal.ts";

// Locks of MySQL are the server's: the name holds the database's. A name has at most 64 characters.
const lockName = "concat('rx_migrate_', sha1(database()))";

// `progress` is there while a migration is on its way: MySQL commits each statement that changes a table by itself.
const journal = `CREATE TABLE IF NOT EXISTS rx_migrations (
  origin varchar(16) NOT NULL, tag varchar(128) NOT NULL, checksum varchar(64) NOT NULL, applied_at varchar(32) NOT NULL,
  steps int NOT NULL, done int NOT NULL, progress longtext, PRIMARY KEY (origin, tag)
) ENGINE = InnoDB`;

/** Migrations of a MySQL or MariaDB database. Throws DATABASE_UNREACHABLE. */
export function openMigrations(url: DatabaseUrl): Promise<MigrationDatabase> {
  return openRemoteMigrations(url, {
    dialect: "mysql",
    title: "MySQL",
    createPool: ({ driverUrl }) =>
      new MysqlPool({ url: driverUrl, connections: 1, limits: { ...defaultLimits, statementTimeoutMs: 0 } }),
    readJournal,
    lock,
    unlock: async (client) => {
      await client.run({ text: `select release_lock(${lockName})`, params: [], asArrays: true });
    },
    journal,
    shapes: `${shapeTable.replace("shape text", "shape longtext")} ENGINE = InnoDB`,
    createMigrator: (client, reader) => new MysqlMigrator(client, reader),
  });
}

async function lock(client: RemoteClient): Promise<void> {
  const text = `select get_lock(${lockName}, ${lockWaitMs / 1_000})`;
  const { rows } = await client.run({ text, params: [], asArrays: true });
  const [[held] = []] = rows as unknown[][]; // as: asked for as arrays
  if (Number(held) !== 1) throw new RxError("MIGRATION_LOCKED", { seconds: lockWaitMs / 1_000 });
}
