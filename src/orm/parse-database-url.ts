import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";

/** A connection string, taken apart. */
export interface DatabaseUrl {
  readonly dialect: DialectName;
  /** As it was given. */
  readonly text: string;
  /** SQLite: path of the file, relative to the working directory. */
  readonly file: string;
  /** What the driver gets: without our own parameters. */
  readonly driverUrl: string;
  /** Connections at a time, `?pool=`. */
  readonly connections: number;
  /** Where it leads, for people: no password. */
  readonly address: string;
}

const schemes: Readonly<Record<string, DialectName>> = {
  sqlite: "sqlite",
  file: "sqlite",
  postgres: "postgres",
  postgresql: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
};
const defaultConnections = 10;

/** Reads a connection string: `sqlite:data/app.db`, `postgres://…`, `mysql://…`. Throws DATABASE_URL_INVALID. */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/is.exec(text.trim()) ?? [];
  const dialect = schemes[scheme.toLowerCase()];
  const found = JSON.stringify(withoutPassword(text));
  if (!dialect || rest === "") throw new RxError("DATABASE_URL_INVALID", { found });
  if (dialect !== "sqlite") return { ...serverUrl(dialect, text.trim(), found), dialect, text, file: "" };
  const file = rest.replace(/^\/\/(?=\/|[^/])/, "");
  if (file === "" || file.startsWith(":memory:")) throw new RxError("DATABASE_URL_INVALID", { found });
  return { dialect, text, file, driverUrl: text, connections: 1, address: file };
}

function serverUrl(
  dialect: DialectName,
  text: string,
  found: string,
): Pick<DatabaseUrl, "driverUrl" | "connections" | "address"> {
  const url = URL.parse(text);
  const pool = url?.searchParams.get("pool") ?? String(defaultConnections);
  if (!url || !/^[1-9]\d{0,2}$/.test(pool) || url.pathname.length < 2)
    throw new RxError("DATABASE_URL_INVALID", { found });
  url.searchParams.delete("pool");
  const socket = url.searchParams.get("host") ?? url.searchParams.get("socketPath");
  const port = url.port === "" ? (dialect === "postgres" ? "5432" : "3306") : url.port;
  const address = `${socket ?? `${url.hostname}:${port}`}${url.pathname}`;
  return { driverUrl: url.href, connections: Number(pool), address };
}

/** A connection string as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/(\/\/[^:/@]+):[^@]*@/, "$1:…@");
}
