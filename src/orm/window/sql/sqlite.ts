import { sql } from "drizzle-orm";
import { columnBehind } from "../column-behind.ts";
import { compareNumbers } from "../compare-numbers.ts";
import { compareTexts } from "../compare-texts.ts";
import { originalName } from "../table-names.ts";
import type { WindowSql } from "./window-sql.ts";

/** Windows on SQLite. */
export const sqliteWindows: WindowSql = {
  name: "sqlite",
  holdsUp: true,
  estimatesWell: false,
  countedRows: 15_000_000,
  hopRows: 10_000,
  comparesRows: true,
  nullsSmallest: true,
  appendsKey: true,
  sortsInSteps: false,
  // Written after the keys, the base table is looked up by them, whatever the planner thinks of the other joins.
  lateJoin: sql.raw("cross join"),
  loosensJoins: false,
  typesByUnion: false,
  // As a subquery: SQLite plans anew for each bound value that it sees, and where two bounds are far apart it reads and sorts
  // all between them by another index, however few rows are wanted.
  bind: (value) => sql`(select ${value})`,
  same: (left, right) => sql`${left} is ${right}`,
  order: (expression, { descending }) => (descending ? sql`${expression} desc` : sql`${expression}`),
  asText: (expression) => sql`cast(${expression} as text)`,
  // A cast gives the value the affinity that the column has; only that a time as text would become the number that it begins with.
  asStored: (column, value) => {
    const type = column.getSQLType();
    return sql`cast(${value} as ${sql.raw(type === "datetime" ? "text" : type)})`;
  },
  toRaw: (column, value) => {
    const raw: unknown = column.mapToDriverValue(value);
    if (typeof raw === "boolean") return raw ? 1 : 0;
    // A time that is kept as text may stand there in another form.
    if (value instanceof Date && typeof raw === "string") return undefined;
    return raw instanceof Date ? raw.getTime() : raw;
  },
  compare: (expression, orders) => {
    const column = columnBehind(expression);
    return column && !orders.ordersByBytes(originalName(column.table), column.name) ? undefined : compareStored;
  },
  indexes: (table) => sql`select l.name, i.name, i.desc, 1 from pragma_index_list(${table}) l,
    pragma_index_xinfo(l.name) i where i.key and not l.partial order by l.seq, i.seqno`,
  estimate: (table) => sql`select max(rowid) from ${sql.identifier(table)}`,
};

/** Whatever the column: numbers, then texts, then bytes. */
function compareStored(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) : compareNumbers(a, b);
}

function rankOf(value: unknown): number {
  if (typeof value === "number" || typeof value === "bigint") return 1;
  return typeof value === "string" ? 2 : 3;
}
