import { getTableConfig as readMysql, type MySqlTable } from "drizzle-orm/mysql-core";
import { getTableConfig as readPostgres, type PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as readSqlite, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { currentDialect } from "./current-dialect.ts";
import { models, nativeTables } from "./model-registry.ts";
import { refuseOtherDialect } from "./refuse-other-dialect.ts";
import { tableFor } from "./table-for.ts";

/**
 * Makes the tables of all models with their keys, indexes and references, so that a mistake in one is told when the app starts and
 * not when somebody opens its page.
 *
 * @throws RxError REF_UNKNOWN, REF_KEY_MISMATCH; TABLES_OF_OTHER_DIALECT where all tables are of another database than the app's
 */
export function checkModels(): void {
  const dialect = currentDialect();
  const own = models().filter(({ name }) => !name.startsWith("rx_"));
  // Beside models they may belong to another database, opened with connect().
  if (own.length === 0) for (const table of nativeTables()) refuseOtherDialect(table, dialect);
  for (const model of models()) {
    const table: unknown = tableFor(model, dialect);
    // as: the table is of the dialect that it was made for
    if (dialect === "sqlite") readSqlite(table as SQLiteTable);
    else if (dialect === "postgres") readPostgres(table as PgTable);
    else readMysql(table as MySqlTable);
  }
}
