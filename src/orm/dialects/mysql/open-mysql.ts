import type { Limits } from "../../../protocol/limits.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { DatabaseHandle } from "../../session/database-handle.ts";
import { openRemote } from "../remote/open-remote.ts";
import type { ExchangeContext, RemoteExchange } from "../remote/remote-exchange.ts";
import { createMysqlDialect } from "./mysql-dialect.ts";
import { mysqlExchange } from "./mysql-exchange.ts";
import { MysqlPool } from "./mysql-pool.ts";

/** Connects to a MySQL or MariaDB database. Throws DATABASE_UNREACHABLE. */
export function openMysql(url: DatabaseUrl, limits: Limits): Promise<DatabaseHandle> {
  const pool = new MysqlPool({ url: url.driverUrl, connections: url.connections, limits });
  const exchange = (context: ExchangeContext): RemoteExchange => mysqlExchange(pool, context);
  return openRemote("MySQL", { url, pool, dialect: createMysqlDialect(), limits, exchange });
}
