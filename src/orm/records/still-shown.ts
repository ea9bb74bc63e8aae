// Row rules live in the query: what a query does not select any more may be neither changed nor deleted through it.
import { and, getTableName, is, sql, Table, type SQL } from "drizzle-orm";
import type { StoredValues } from "../../framework/ports/change-feed.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { Database } from "../database.ts";
import { keyCondition } from "./key-condition.ts";
import type { RecordTable } from "./record-table.ts";

/**
 * Which of these rows a query still selects, by its own joins and conditions; its order and limit are no conditions.
 *
 * @param query a select from the table, or the table itself.
 * @throws RxError CRUD_QUERY_INVALID for a query that is no such select.
 */
export async function stillShown(
  database: Database,
  query: unknown,
  table: RecordTable,
  keys: readonly StoredValues[],
): Promise<readonly StoredValues[]> {
  return select(database, query, table, { names: table.key.map(([name]) => name), where: keyCondition(table, keys) });
}

/**
 * Columns of all rows that a query selects, as a subquery; undefined where it selects all that there are.
 *
 * @throws RxError CRUD_QUERY_INVALID
 */
export function shownKeys(
  database: Database,
  query: unknown,
  table: RecordTable,
  { names }: { readonly names: readonly string[] },
): SQL | undefined {
  const { where, joins } = partsOf(query, table);
  if (where === undefined && joins.length === 0) return undefined;
  return select(database, query, table, { names, where: undefined }).getSQL();
}

function select(
  database: Database,
  query: unknown,
  table: RecordTable,
  wanted: { readonly names: readonly string[]; readonly where: SQL | undefined },
): Selected {
  const { where, joins } = partsOf(query, table);
  const selected = Object.fromEntries(
    wanted.names.flatMap((name) => {
      const column = table.columns[name];
      return column === undefined ? [] : [[name, sql`${column}`.mapWith(column)]];
    }),
  );
  let select: Joinable = database.select(selected).from(table.table).$dynamic() as unknown as Joinable; // as: joins are added by the name of their kind
  for (const { joinType, table: joined, on } of joins) {
    select = Reflect.apply(Reflect.get(select, `${joinType}Join`), select, [joined, on]) as Joinable; // as: every join gives the select again
  }
  return select.where(and(where, wanted.where));
}

interface Selected extends Promise<readonly StoredValues[]> {
  getSQL(): SQL;
}

interface Joinable {
  where(condition: SQL | undefined): Selected;
}

interface Join {
  readonly joinType: "inner" | "left" | "right" | "full" | "cross";
  readonly table: unknown;
  readonly on: unknown;
}

interface Parts {
  readonly where: SQL | undefined;
  readonly joins: readonly Join[];
}

function partsOf(query: unknown, { name }: RecordTable): Parts {
  if (is(query, Table)) return { where: undefined, joins: [] };
  const config: unknown = typeof query === "object" && query !== null ? Reflect.get(query, "config") : undefined;
  if (typeof config !== "object" || config === null) throw new RxError("CRUD_QUERY_INVALID", { table: name });
  const { where, joins, groupBy, having, setOperators } = config as Partial<Parts> & Record<string, unknown>; // as: Drizzle's own configuration of a select
  const isWhole = isEmpty(groupBy) && isEmpty(having) && isEmpty(setOperators);
  const from: unknown = Reflect.get(config, "table");
  if (!isWhole || !is(from, Table) || getTableName(from) !== name)
    throw new RxError("CRUD_QUERY_INVALID", { table: name });
  return { where, joins: joins ?? [] };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
