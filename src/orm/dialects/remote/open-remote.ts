import type { Limits } from "../../../protocol/limits.ts";
import type { DatabaseUrl } from "../../parse-database-url.ts";
import type { DatabaseHandle } from "../../session/database-handle.ts";
import { openHandle } from "../../session/open-handle.ts";
import { RemoteConnection } from "./remote-connection.ts";
import type { RemoteDialect } from "./remote-dialect.ts";
import type { ExchangeContext, RemoteExchange } from "./remote-exchange.ts";
import type { RemotePool } from "./remote-pool.ts";
import { unreachable } from "./unreachable.ts";

/** What a remote database is opened with. */
export interface RemoteOptions {
  readonly url: DatabaseUrl;
  readonly pool: RemotePool;
  readonly dialect: RemoteDialect;
  readonly limits: Limits;
  readonly exchange: (context: ExchangeContext) => RemoteExchange;
}

/**
 * Connects, and reads which tables there are.
 *
 * @param title the database as people call it
 * @throws RxError DATABASE_UNREACHABLE
 */
export async function openRemote(
  title: string,
  { url, pool, dialect, limits, exchange }: RemoteOptions,
): Promise<DatabaseHandle> {
  const connection = new RemoteConnection(dialect, pool, { limits, exchange });
  try {
    await connection.readSchema();
  } catch (error) {
    // What could not be opened need not close well.
    await pool.close().catch(() => undefined);
    throw unreachable(title, url, error);
  }
  return openHandle(connection, url.text);
}
