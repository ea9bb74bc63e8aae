import { getTableName, is, Table } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { DialectName } from "./dialects/dialect-name.ts";
import { tableDialect } from "./table-dialect.ts";

const titles: Readonly<Record<DialectName, string>> = { sqlite: "SQLite", postgres: "PostgreSQL", mysql: "MySQL" };

/** Refuses a table of another database than the one that is asked. Throws TABLES_OF_OTHER_DIALECT. */
export function refuseOtherDialect(table: unknown, dialect: DialectName): void {
  const own = tableDialect(table);
  if (own === undefined || own === dialect || !is(table, Table)) return;
  throw new RxError("TABLES_OF_OTHER_DIALECT", {
    expected: titles[own],
    table: getTableName(table),
    found: titles[dialect],
  });
}
