import { sql, type Column } from "drizzle-orm";
import { columnFacts } from "../../values/column-facts.ts";
import { compareByKind } from "./compare-by-kind.ts";
import type { WindowSql } from "./window-sql.ts";

/** Windows on PostgreSQL. */
export const postgresWindows: WindowSql = {
  name: "postgres",
  holdsUp: false,
  estimatesWell: true,
  countedRows: 1_500_000,
  // Each row that is skipped is looked up in the table: an index on the order does not hold the key.
  hopRows: 2_000,
  comparesRows: true,
  nullsSmallest: false,
  appendsKey: false,
  sortsInSteps: true,
  lateJoin: sql.raw("join"),
  loosensJoins: false,
  typesByUnion: false,
  // Bound plainly it takes the type of what it is compared with.
  bind: (value) => value,
  same: (left, right) => sql`${left} is not distinct from ${right}`,
  // Its own order has NULL as the greatest value.
  order: (expression, { descending, nullsSmallest }) =>
    sql`${expression}${sql.raw(descending ? " desc" : "")}${sql.raw(nullsSmallest ? (descending ? " nulls last" : " nulls first") : "")}`,
  asText: (expression) => sql`cast(${expression} as text)`,
  asStored: (column, value) => sql`cast(${value} as ${sql.raw(column.getSQLType().replace(/serial$/, "int"))})`,
  toRaw: (column, value) => (value instanceof Date ? toTimeText(column, value) : column.mapToDriverValue(value)),
  compare: compareByKind,
  indexes: (table) => sql`select c.relname, a.attname, (o.opt & 1) <> 0, ((o.opt & 1) <> 0) <> ((o.opt & 2) <> 0)
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam and m.amname = 'btree'
    cross join lateral unnest(i.indkey::int2[], i.indoption::int2[]) with ordinality o(att, opt, n)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = o.att
    where i.indrelid = to_regclass(quote_ident(${table})) and i.indisvalid and i.indpred is null and o.n <= i.indnkeyatts
    order by c.relname, o.n`,
  estimate: (table) => sql`select reltuples::float8 from pg_class where oid = to_regclass(quote_ident(${table}))`,
};

/** As the server writes it: digits of a second only where there are some. */
function toTimeText(column: Column, value: Date): unknown {
  const iso = value.toISOString();
  const type = column.getSQLType();
  if (type === "date") return iso.slice(0, 10);
  const isExact = columnFacts(column).storage.kind === "timestamp" && /\(([0-3])\)/.test(type);
  if (!isExact || !/^\d{4}-/.test(iso)) return undefined;
  const second = iso.slice(0, 19).replace("T", " ");
  const digits = iso.slice(19, 23).replace(/\.?0+$/, "");
  return `${second}${digits}${type.includes("with time zone") ? "+00" : ""}`;
}
