import { getTableColumns, is, type Column, type Table } from "drizzle-orm";
import { getTableConfig as getMysqlConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { getTableConfig as getPostgresConfig, PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as getSqliteConfig, SQLiteTable } from "drizzle-orm/sqlite-core";

const known = new WeakMap<Table, readonly Column[]>();

/** The columns of a table's primary key, in their order; of an alias, the alias's. None: a table without a key. */
export function keyColumns(table: Table): readonly Column[] {
  const made = known.get(table);
  if (made) return made;
  const columns = Object.values(getTableColumns(table));
  const single = columns.filter((column) => column.primary);
  const together = primaryKeyNames(table).flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const found = single.length > 0 ? single : together;
  known.set(table, found);
  return found;
}

function primaryKeyNames(table: Table): readonly string[] {
  const config = is(table, SQLiteTable)
    ? getSqliteConfig(table)
    : is(table, PgTable)
      ? getPostgresConfig(table)
      : is(table, MySqlTable)
        ? getMysqlConfig(table)
        : undefined;
  const [key] = config?.primaryKeys ?? [];
  return key ? key.columns.map((column: Column) => column.name) : [];
}
