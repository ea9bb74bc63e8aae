import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import type { ServerAddress, TlsMode } from "./server-address.ts";

type ServerDialect = Exclude<DialectName, "sqlite">;

const tlsModes: Readonly<Record<string, TlsMode>> = {
  disable: "disable",
  require: "require",
  "verify-ca": "verify-ca",
  "verify-full": "verify-full",
  // MySQL's own names.
  DISABLED: "disable",
  REQUIRED: "require",
  VERIFY_CA: "verify-ca",
  VERIFY_IDENTITY: "verify-full",
};
const tlsOptions = ["sslmode", "sslrootcert", "sslcert", "sslkey"];
const known: Readonly<Record<ServerDialect, readonly string[]>> = {
  postgres: ["pool", "host", ...tlsOptions],
  mysql: ["pool", "socketPath", "ssl-mode", ...tlsOptions],
};
// Of no meaning here, but in the connection strings that services give out.
const silent: ReadonlySet<string> = new Set(["channel_binding", "application_name"]);
const defaultConnections = 10;

/** What a connection string says of a server; undefined where it is none. Throws DATABASE_URL_OPTION. */
export function readServerUrl(
  dialect: ServerDialect,
  text: string,
): { readonly server: ServerAddress; readonly connections: number } | undefined {
  const url = URL.parse(text);
  if (!url || url.pathname.length < 2) return undefined;
  const options = url.searchParams;
  for (const name of options.keys()) if (!known[dialect].includes(name) && !silent.has(name)) refuse(dialect, name);
  const pool = options.get("pool") ?? String(defaultConnections);
  if (!/^[1-9]\d{0,2}$/.test(pool)) refuse(dialect, `pool=${pool}`);
  const authorityFile = options.get("sslrootcert") ?? undefined;
  const mode = options.get("sslmode") ?? options.get("ssl-mode") ?? (authorityFile ? "verify-full" : "disable");
  const tls = tlsModes[mode];
  if (!tls) return refuse(dialect, `sslmode=${mode}`);
  const server: ServerAddress = {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port || (dialect === "postgres" ? 5432 : 3306)),
    socket: options.get(dialect === "postgres" ? "host" : "socketPath") ?? undefined,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    tls,
    authorityFile,
    certificateFile: options.get("sslcert") ?? undefined,
    keyFile: options.get("sslkey") ?? undefined,
  };
  return { server, connections: Number(pool) };
}

function refuse(dialect: ServerDialect, found: string): never {
  const expected = `${known[dialect].join(", ")}; pool from 1 to 999; sslmode ${Object.values(tlsModes).slice(0, 4).join(", ")}`;
  throw new RxError("DATABASE_URL_OPTION", { expected, found });
}
