import { is, type Column, type Table } from "drizzle-orm";
import { getTableConfig as getMysqlConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { getTableConfig as getPostgresConfig, PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as getSqliteConfig, SQLiteTable } from "drizzle-orm/sqlite-core";

/** Keys of a table that was written with Drizzle's own functions. */
export interface NativeKeys {
  /** Of several columns, by their names in the database. */
  readonly primary: readonly string[];
  readonly foreign: readonly { readonly columns: readonly string[]; readonly targets: readonly Column[] }[];
}

/** Reads what Drizzle knows of a table's keys, whatever its dialect; none of what is no table. */
export function nativeKeys(table: Table): NativeKeys {
  const config = is(table, SQLiteTable)
    ? getSqliteConfig(table)
    : is(table, PgTable)
      ? getPostgresConfig(table)
      : is(table, MySqlTable)
        ? getMysqlConfig(table)
        : undefined;
  const [key] = config?.primaryKeys ?? [];
  const foreign = (config?.foreignKeys ?? []).map((foreignKey) => {
    const { columns, foreignColumns } = foreignKey.reference();
    return { columns: columns.map((column: Column) => column.name), targets: [...foreignColumns] };
  });
  return { primary: key?.columns.map((column: Column) => column.name) ?? [], foreign };
}
