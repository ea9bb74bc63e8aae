import type { Limits } from "../../../protocol/limits.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { DatabaseHandle } from "../../session/database-handle.ts";
import { openRemote } from "../remote/open-remote.ts";
import type { RemoteExchange } from "../remote/remote-exchange.ts";
import { createPostgresDialect } from "./postgres-dialect.ts";
import { postgresExchange } from "./postgres-exchange.ts";
import { PostgresPool } from "./postgres-pool.ts";

/** Connects to a PostgreSQL database. Throws DATABASE_UNREACHABLE. */
export function openPostgres(url: DatabaseUrl, limits: Limits): Promise<DatabaseHandle> {
  const pool = new PostgresPool({ url: url.driverUrl, connections: url.connections, limits });
  const exchange = (): RemoteExchange =>
    postgresExchange(pool, { url: url.driverUrl, connectTimeoutMs: limits.connectTimeoutMs });
  return openRemote("PostgreSQL", { url, pool, dialect: createPostgresDialect(), limits, exchange });
}
