import { is, sql, type Column } from "drizzle-orm";
import { MySqlDateTime, MySqlTimestamp } from "drizzle-orm/mysql-core";
import { columnFacts } from "../../values/column-facts.ts";
import { columnBehind } from "../column-behind.ts";
import { kindOf } from "../kind-of.ts";
import { compareByKind } from "./compare-by-kind.ts";
import type { WindowSql } from "./window-sql.ts";

/** Windows on MySQL and MariaDB. */
export const mysqlWindows: WindowSql = {
  name: "mysql",
  holdsUp: false,
  estimatesWell: true,
  countedRows: 1_500_000,
  hopRows: 5_000,
  comparesRows: false,
  nullsSmallest: true,
  appendsKey: true,
  sortsInSteps: false,
  lateJoin: sql.raw("straight_join"),
  loosensJoins: true,
  typesByUnion: true,
  // A decimal and a text would both be made floating-point numbers.
  bind: (value, expression) => {
    if (kindOf(expression) !== "decimal") return value;
    const { precision, scale } = decimalOf(columnBehind(expression));
    return sql`cast(${value} as decimal(${sql.raw(String(precision))}, ${sql.raw(String(scale))}))`;
  },
  same: (left, right) => sql`${left} <=> ${right}`,
  order: (expression, { descending }) => (descending ? sql`${expression} desc` : sql`${expression}`),
  asText: (expression) => sql`cast(${expression} as char)`,
  asStored: (column, value) => {
    switch (columnFacts(column).storage.kind) {
      case "decimal":
      case "timestamp":
      case "date":
        return sql`cast(${value} as ${sql.raw(column.getSQLType().replace(/^timestamp/, "datetime"))})`;
      default:
        return value;
    }
  },
  toRaw: (column, value) => {
    const raw: unknown = column.mapToDriverValue(value);
    if (typeof raw === "boolean") return raw ? 1 : 0;
    if (!(value instanceof Date)) return raw;
    if (column.getSQLType() === "date") return value.toISOString().slice(0, 10);
    const digits = is(column, MySqlDateTime) || is(column, MySqlTimestamp) ? (column.fsp ?? 0) : 0;
    if (digits > 3) return undefined;
    return value
      .toISOString()
      .slice(0, digits > 0 ? 20 + digits : 19)
      .replace("T", " ");
  },
  compare: compareByKind,
  indexes: (table) => sql`select index_name, column_name, collation = 'D', 1
    from information_schema.statistics where table_schema = database() and table_name = ${table} and index_type = 'BTREE'
    order by index_name, seq_in_index`,
  estimate: (table) =>
    sql`select table_rows from information_schema.tables where table_schema = database() and table_name = ${table}`,
};

// A sum has more digits than what it sums.
const sumDigits = 22;

function decimalOf(column: Column | undefined): { readonly precision: number; readonly scale: number } {
  const { precision = 43, scale = 20 } = column ? columnFacts(column).storage : {};
  return { precision: Math.min(65, precision + sumDigits), scale };
}
