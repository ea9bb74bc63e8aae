import type { Limits } from "../../../protocol/limits.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { DatabaseHandle } from "../../session/database-handle.ts";
import { openHandle } from "../../session/open-handle.ts";
import { RemoteConnection } from "../remote/remote-connection.ts";
import { unreachable } from "../remote/unreachable.ts";
import { createPostgresDialect } from "./postgres-dialect.ts";
import { PostgresPool } from "./postgres-pool.ts";

/** Connects to a PostgreSQL database. Throws DATABASE_UNREACHABLE. */
export async function openPostgres(url: DatabaseUrl, limits: Limits): Promise<DatabaseHandle> {
  const pool = new PostgresPool({ url: url.driverUrl, connections: url.connections, limits });
  const connection = new RemoteConnection(createPostgresDialect(), pool, limits);
  try {
    await connection.readSchema();
  } catch (error) {
    await pool.close();
    throw unreachable("PostgreSQL", url, error);
  }
  return openHandle(connection, url.text);
}
