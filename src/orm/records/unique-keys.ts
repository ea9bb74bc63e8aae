import { is, type Column, type Table } from "drizzle-orm";
import { getTableConfig as getMysqlConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { getTableConfig as getPostgresConfig, PgTable } from "drizzle-orm/pg-core";
import { getTableConfig as getSqliteConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { columnFacts } from "../values/column-facts.ts";
import { keyColumns } from "../values/key-columns.ts";

/** Columns that together tell one row of a table from all others, by their names in code: the key first, then what is unique. */
export function uniqueKeys(table: Table): readonly (readonly string[])[] {
  const lists = [keyColumns(table), ...uniqueColumns(table)];
  const keys = lists.map((columns) => columns.map((column) => columnFacts(column).key));
  const texts = keys.map((key) => key.join("\0"));
  return keys.filter((key, at) => key.length > 0 && texts.indexOf(texts[at] ?? "") === at);
}

function uniqueColumns(table: Table): readonly (readonly Column[])[] {
  const config = is(table, SQLiteTable)
    ? getSqliteConfig(table)
    : is(table, PgTable)
      ? getPostgresConfig(table)
      : is(table, MySqlTable)
        ? getMysqlConfig(table)
        : undefined;
  if (config === undefined) return [];
  const columns: readonly Column[] = config.columns;
  const constraints: readonly { readonly columns: readonly Column[] }[] = config.uniqueConstraints;
  return [
    ...columns.filter((column) => column.isUnique).map((column) => [column]),
    ...constraints.map((one) => one.columns),
  ];
}
