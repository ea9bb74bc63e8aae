import { getTableName, is, Column, type Table } from "drizzle-orm";
import { getTableConfig, MySqlTable } from "drizzle-orm/mysql-core";
import { RxError } from "../../../errors/rx-error.ts";
import { columnNamed, databaseFailed, foreignKeyViolation, violation } from "../../session/database-errors.ts";
import type { WriteSource } from "../../session/statement.ts";
import { keyColumns } from "../../values/key-columns.ts";

/** What the driver threw as an error of ours, which names the column where the database does. */
export function toDatabaseError(error: unknown, write: WriteSource | undefined, text: string): unknown {
  if (!(error instanceof Error) || error instanceof RxError) return error;
  const cause = { cause: error };
  const table = write?.table;
  // Numbers are the same on MySQL and MariaDB; their names are not.
  switch (Reflect.get(error, "errno")) {
    case 1062: {
      const name = quotedAtEnd(error.message);
      return violation("UNIQUE_VIOLATION", table ? constrained(table, name) : [], { error, fallback: name });
    }
    case 1048:
    case 1364: {
      const [, name = ""] = /^(?:Column|Field) '([^']+)'/.exec(error.message) ?? [];
      const column = columnNamed(table, name);
      return violation("NOT_NULL_VIOLATION", column ? [column] : [], { error, fallback: name });
    }
    case 1451:
    case 1452:
      return foreignKeyViolation(error, write);
    case 3819:
    case 4025: {
      const [, constraint = ""] = /(?:CONSTRAINT `|constraint ')([^`']+)/.exec(error.message) ?? [];
      return new RxError("CHECK_VIOLATION", { constraint }, cause);
    }
    case 1264:
    case 1292:
    case 1366:
    case 1406:
      return new RxError("VALUE_REFUSED", { found: error.message }, cause);
    case 1317:
    case 1969:
    case 3024:
      return new RxError("STATEMENT_TIMEOUT", {}, cause);
    case 1205:
    case 1213:
      return new RxError("DATABASE_DEADLOCK", {}, cause);
    default:
      return databaseFailed(error, text);
  }
}

// "Duplicate entry 'x' for key 'customers_email_unique'", MySQL with the table and a dot before.
function quotedAtEnd(message: string): string {
  const [, name = ""] = /'([^']+)'$/.exec(message) ?? [];
  return name.slice(name.lastIndexOf(".") + 1);
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
