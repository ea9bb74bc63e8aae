import type { ConnectionOptions } from "mysql2";
import { RxError } from "../../../errors/rx-error.ts";
import { parseDatabaseUrl, withoutPassword } from "../../parse-database-url.ts";
import { tlsOptions } from "../remote/tls-options.ts";

/** What the driver is told of a connection string: nothing that it would read in its own way. Throws DATABASE_URL_OPTION, TLS_FILE_UNREADABLE. */
export function toConnectionOptions(url: string): ConnectionOptions {
  const { server } = parseDatabaseUrl(url);
  if (!server) throw new RxError("DATABASE_URL_INVALID", { found: JSON.stringify(withoutPassword(url)) });
  const { host, port, socket, user, password, database, tls } = server;
  const ssl = tlsOptions(server);
  return {
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    user,
    password,
    database,
    ...(ssl && { ssl: { ...ssl, verifyIdentity: tls === "verify-full" } }),
  };
}
