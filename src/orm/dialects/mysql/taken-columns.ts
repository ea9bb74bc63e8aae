import { getTableName, is, Column, type Table } from "drizzle-orm";
import { getTableConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { columnNamed } from "../../session/database-errors.ts";
import { keyColumns } from "../../values/key-columns.ts";
import { nameOfKey } from "./name-of-key.ts";

/** The columns whose values another row has, by the message of error 1062, which names the constraint or index. */
export function takenColumns(table: Table, message: string): readonly Column[] {
  return constrained(table, nameOfKey(message));
}

/** The columns of a unique constraint or index by its name. */
function constrained(table: Table, name: string): readonly Column[] {
  if (name === "PRIMARY") return keyColumns(table);
  if (!is(table, MySqlTable)) return [];
  const { columns, uniqueConstraints, indexes } = getTableConfig(table);
  const alone = columns.find((column) => column.isUnique && column.uniqueName === name);
  const together = uniqueConstraints.find((constraint) => constraint.getName() === name);
  const indexed = indexes.find(({ config }) => config.name === name);
  return (
    (alone && [alone]) ??
    together?.columns ??
    indexed?.config.columns.filter((column) => is(column, Column)) ??
    [columnNamed(table, unprefixed(table, name))].flatMap((column) => column ?? [])
  );
}

/** A constraint that somebody else named may begin with its table's name. */
function unprefixed(table: Table, name: string): string {
  const prefix = `${getTableName(table)}_`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
