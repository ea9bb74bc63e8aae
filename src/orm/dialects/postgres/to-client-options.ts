import type { ClientConfig } from "pg";
import { RxError } from "../../../errors/rx-error.ts";
import { parseDatabaseUrl, withoutPassword } from "../../parse-database-url.ts";
import { tlsOptions } from "../remote/tls-options.ts";

/** What the driver is told of a connection string: nothing that it would read in its own way. Throws DATABASE_URL_OPTION, TLS_FILE_UNREADABLE. */
export function toClientOptions(url: string): ClientConfig {
  const { server } = parseDatabaseUrl(url);
  if (!server) throw new RxError("DATABASE_URL_INVALID", { found: JSON.stringify(withoutPassword(url)) });
  const ssl = tlsOptions(server);
  return {
    host: server.socket ?? server.host,
    port: server.port,
    database: server.database,
    ...(server.user !== "" && { user: server.user }),
    ...(server.password !== "" && { password: server.password }),
    // Whose certificate it is counts with `verify-full` only.
    ssl: ssl ? { ...ssl, ...(server.tls !== "verify-full" && { checkServerIdentity: () => undefined }) } : false,
  };
}
