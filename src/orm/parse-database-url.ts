import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";

/** A connection string, taken apart. */
export interface DatabaseUrl {
  readonly dialect: DialectName;
  /** SQLite: path of the file, relative to the working directory. */
  readonly file: string;
}

const schemes: Readonly<Record<string, DialectName>> = {
  sqlite: "sqlite",
  file: "sqlite",
  postgres: "postgres",
  postgresql: "postgres",
  mysql: "mysql",
  mariadb: "mysql",
};

/** Reads a connection string: `sqlite:data/app.db`, `postgres://…`, `mysql://…`. Throws DATABASE_URL_INVALID. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/is.exec(url.trim()) ?? [];
  const dialect = schemes[scheme.toLowerCase()];
  const file = dialect === "sqlite" ? rest.replace(/^\/\/(?=\/|[^/])/, "") : "";
  if (!dialect || rest === "" || (dialect === "sqlite" && (file === "" || file.startsWith(":memory:"))))
    throw new RxError("DATABASE_URL_INVALID", { found: JSON.stringify(withoutPassword(url)) });
  return { dialect, file };
}

/** A connection string as it may be shown. */
export function withoutPassword(url: string): string {
  return url.replace(/(\/\/[^:/@]+):[^@]*@/, "$1:…@");
}
