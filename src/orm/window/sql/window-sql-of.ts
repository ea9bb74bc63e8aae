import type { DialectName } from "../../dialects/dialect-name.ts";
import { mysqlWindows } from "./mysql.ts";
import { postgresWindows } from "./postgres.ts";
import { sqliteWindows } from "./sqlite.ts";
import type { WindowSql } from "./window-sql.ts";

const all: Readonly<Record<DialectName, WindowSql>> = {
  sqlite: sqliteWindows,
  postgres: postgresWindows,
  mysql: mysqlWindows,
};

/** How a dialect writes windows. */
export function windowSqlOf(dialect: DialectName): WindowSql {
  return all[dialect];
}
