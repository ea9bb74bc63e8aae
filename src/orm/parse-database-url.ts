import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { readServerUrl } from "./read-server-url.ts";
import type { ServerAddress } from "./server-address.ts";

/** A connection string, taken apart. */
export interface DatabaseUrl {
  readonly dialect: DialectName;
  /** As it was given. */
  readonly text: string;
  /** SQLite: path of the file, relative to the working directory. */
  readonly file: string;
  /** Undefined for SQLite. */
  readonly server: ServerAddress | undefined;
  /** The same, for whoever opens connections of their own. */
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

/** Reads a connection string: `sqlite:data/app.db`, `postgres://…`, `mysql://…`. Throws DATABASE_URL_INVALID, DATABASE_URL_OPTION. */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/is.exec(text.trim()) ?? [];
  const dialect = schemes[scheme.toLowerCase()];
  const found = JSON.stringify(withoutPassword(text));
  if (!dialect || rest === "") throw new RxError("DATABASE_URL_INVALID", { found });
  if (dialect !== "sqlite") {
    const read = readServerUrl(dialect, text.trim());
    if (!read) throw new RxError("DATABASE_URL_INVALID", { found });
    const { host, port, socket, database } = read.server;
    const address = `${socket ?? `${host}:${port}`}/${database}`;
    return { ...read, dialect, text, file: "", driverUrl: text.trim(), address };
  }
  const file = rest.replace(/^\/\/(?=\/|[^/])/, "");
  if (file === "" || file.startsWith(":memory:")) throw new RxError("DATABASE_URL_INVALID", { found });
  if (file.includes("?"))
    throw new RxError("DATABASE_URL_OPTION", {
      expected: "no parameters for SQLite",
      found: file.slice(file.indexOf("?")),
    });
  return { dialect, text, file, server: undefined, driverUrl: text, connections: 1, address: file };
}

/** A connection string as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/(\/\/[^:/@]+):[^@]*@/, "$1:…@");
}
