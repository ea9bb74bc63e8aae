import { MysqlPool } from "../dialects/mysql/mysql-pool.ts";
import { toDriverParams as toMysqlParams } from "../dialects/mysql/to-driver-params.ts";
import { PostgresPool } from "../dialects/postgres/postgres-pool.ts";
import { toDriverParams as toPostgresParams } from "../dialects/postgres/to-driver-params.ts";
import type { RemotePool } from "../dialects/remote/remote-pool.ts";
import { NativeConnection } from "../dialects/sqlite/native-connection.ts";
import { toDriverParams as toSqliteParams } from "../dialects/sqlite/to-driver-params.ts";
import { parseDatabaseUrl } from "../parse-database-url.ts";
import { defaultLimits } from "../../protocol/limits.ts";
import type { CopyConnection } from "./copy-connection.ts";

/** Opens the connection over which rows are copied into a database; no statement has a limit of time there. */
export async function openCopyConnection(text: string): Promise<CopyConnection> {
  const url = parseDatabaseUrl(text);
  const limits = { ...defaultLimits, statementTimeoutMs: 0 };
  switch (url.dialect) {
    case "sqlite":
      return toSqlite(url.file);
    case "postgres":
      return toServer("postgres", new PostgresPool({ url: url.driverUrl, connections: 1, limits }), toPostgresParams);
    case "mysql":
      return toServer("mysql", new MysqlPool({ url: url.driverUrl, connections: 1, limits }), toMysqlParams);
  }
}

function toSqlite(file: string): CopyConnection {
  const connection = new NativeConnection(file, false);
  // References that lead in a circle cannot be kept while rows come one after another; all are checked at the end.
  connection.script("PRAGMA foreign_keys = OFF");
  return {
    dialect: "sqlite",
    run: async (sql, params = []) => void connection.run(sql, params),
    rows: async (sql, params = []) => connection.rows(sql, params),
    toDriverParams: toSqliteParams,
    close: async () => connection.close(),
  };
}

async function toServer(
  dialect: "postgres" | "mysql",
  pool: RemotePool,
  toDriverParams: CopyConnection["toDriverParams"],
): Promise<CopyConnection> {
  const client = await pool.acquire();
  return {
    dialect,
    run: async (sql, params = []) => void (await client.run({ text: sql, params, asArrays: true })),
    rows: async (sql, params = []) => {
      const { rows } = await client.run({ text: sql, params, asArrays: true });
      return rows as unknown[][]; // as: asked for as arrays
    },
    toDriverParams,
    close: async () => {
      client.release(true);
      await pool.close();
    },
  };
}
