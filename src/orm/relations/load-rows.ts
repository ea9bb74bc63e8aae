import {
  and,
  asc,
  desc,
  getOperators,
  getTableColumns,
  gt,
  inArray,
  is,
  lte,
  SQL,
  sql,
  type Column,
  type Table,
} from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { currentDialect } from "../current-dialect.ts";
import { dialectText } from "../dialect-text.ts";
import type { Database } from "../database.ts";
import { ilike } from "../functions/ilike.ts";
import type { ModelInfo } from "../model-info.ts";
import { nullOrder } from "../null-order.ts";
import { tableFor } from "../table-for.ts";
import { relationsOf, type Relation } from "./relations-of.ts";

type Row = Record<string, unknown>;
type Columns = Readonly<Record<string, Column>>;
type OrderItem = Column | SQL | SQL.Aliased;

/** What a query of `db.query` asks for, at each of its levels. */
export interface LoadConfig {
  readonly columns?: Readonly<Record<string, boolean | undefined>> | undefined;
  readonly with?: Readonly<Record<string, true | LoadConfig | undefined>> | undefined;
  readonly extras?: Extras | ((fields: Columns, operators: { sql: typeof sql }) => Extras) | undefined;
  readonly where?: SQL | ((fields: Columns, operators: object) => SQL | undefined) | undefined;
  readonly orderBy?:
    | OrderItem
    | readonly OrderItem[]
    | ((fields: Columns, operators: object) => OrderItem | readonly OrderItem[])
    | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}
type Extras = Readonly<Record<string, SQL.Aliased>>;

const maxKeys = 1_000;
const operators = { ...getOperators(), ilike };

/** Loads rows and, level by level with one statement each, those that they are related to. */
export async function loadRows(database: Database, model: ModelInfo, config: LoadConfig): Promise<Row[]> {
  return loadLevel(database, model, config, undefined);
}

/** One level: all rows of a model whose `key` column has one of the values; without, all that fit the config. */
async function loadLevel(
  database: Database,
  model: ModelInfo,
  config: LoadConfig,
  among: { readonly key: string; readonly values: readonly unknown[] } | undefined,
): Promise<Row[]> {
  const table = tableFor(model, currentDialect());
  const related = relatedOf(model, config);
  const wanted = wantedColumns(table, config);
  const needed = [...related.map(({ relation }) => relation.from), ...(among ? [among.key] : [])];
  const hidden = needed.filter((key) => !wanted.includes(key));
  const rows: Row[] = [];
  const values = among?.values ?? [];
  for (let at = 0; at === 0 || at < values.length; at += maxKeys) {
    const limits = among && { key: among.key, values: values.slice(at, at + maxKeys) };
    rows.push(...(await select(database, table, [...new Set([...wanted, ...needed])], config, limits)));
  }
  for (const { name, relation, config: inner } of related) await attach(database, rows, name, relation, inner);
  // The column that the level above groups by is taken away there, after it was looked at.
  for (const key of hidden) if (key !== among?.key) for (const row of rows) delete row[key];
  return rows;
}

async function attach(
  database: Database,
  rows: Row[],
  name: string,
  relation: Relation,
  config: LoadConfig,
): Promise<void> {
  const { type, target, from, to } = relation;
  const keys = [...new Set(rows.map((row) => row[from]).filter((key) => key !== null))];
  const found = keys.length === 0 ? [] : await loadLevel(database, target, config, { key: to, values: keys });
  const groups = Map.groupBy(found, (row) => row[to]);
  if (!wantedColumns(tableFor(target, currentDialect()), config).includes(to)) for (const row of found) delete row[to];
  for (const row of rows) {
    const group = groups.get(row[from]) ?? [];
    row[name] = type === "many" ? group : (group[0] ?? null);
  }
}

function relatedOf(
  model: ModelInfo,
  config: LoadConfig,
): readonly { name: string; relation: Relation; config: LoadConfig }[] {
  const relations = relationsOf(model);
  return Object.entries(config.with ?? {}).flatMap(([name, inner]) => {
    if (inner === undefined) return [];
    const relation = relations.get(name);
    if (!relation)
      throw new RxError("RELATION_UNKNOWN", {
        model: model.exportName,
        found: name,
        known: [...relations.keys()].join(", "),
      });
    return { name, relation, config: inner === true ? {} : inner };
  });
}

/** Drizzle's rule: named with true, only those; named with false, all but those. */
function wantedColumns(table: Table, { columns = {} }: LoadConfig): readonly string[] {
  const all = Object.keys(getTableColumns(table));
  const only = all.filter((key) => columns[key] === true);
  const given = Object.values(columns).some((value) => value !== undefined);
  if (only.length > 0 || (given && !Object.values(columns).includes(false))) return only;
  return all.filter((key) => columns[key] !== false);
}

async function select(
  database: Database,
  table: Table,
  keys: readonly string[],
  config: LoadConfig,
  among: { readonly key: string; readonly values: readonly unknown[] } | undefined,
): Promise<Row[]> {
  const columns: Columns = getTableColumns(table);
  const extras = typeof config.extras === "function" ? config.extras(columns, { sql }) : (config.extras ?? {});
  const fields: Record<string, unknown> = { ...Object.fromEntries(keys.map((key) => [key, columns[key]])), ...extras };
  const own = typeof config.where === "function" ? config.where(columns, operators) : config.where;
  const group = among && columns[among.key];
  const where = and(own, group && among ? inArray(group, [...among.values]) : undefined);
  const order = orderOf(columns, config);
  const read = database as unknown as Reader; // as: the fields of a level are known at run time only
  if (!group || (config.limit === undefined && config.offset === undefined)) {
    const query = read
      .select(fields)
      .from(table)
      .where(where)
      .orderBy(...order);
    const { limit, offset } = among ? { limit: undefined, offset: undefined } : config;
    // An OFFSET without a LIMIT is no SQL everywhere.
    if (limit === undefined && offset === undefined) return query;
    return query.limit(limit ?? Number.MAX_SAFE_INTEGER).offset(offset ?? 0);
  }
  const parts = order.map((item) => sql`${item}${dialectText({ sqlite: "", mysql: "", postgres: nullOrder(item) })}`);
  const orderSql = order.length > 0 ? sql` order by ${sql.join(parts, sql`, `)}` : sql``;
  const place = sql<number>`row_number() over (partition by ${group}${orderSql})`.as("rx_place");
  const inner = read
    .select({ ...fields, rxPlace: place })
    .from(table)
    .where(where)
    .as("rx_level");
  const { limit = Number.MAX_SAFE_INTEGER, offset = 0 } = config;
  const at = sql`${sql.identifier("rx_place")}`;
  const rows = await read
    .select()
    .from(inner)
    .where(and(gt(at, offset), lte(at, offset + limit)))
    .orderBy(at);
  return rows.map(({ rxPlace: _, ...row }) => row);
}

function orderOf(columns: Columns, { orderBy }: LoadConfig): readonly OrderItem[] {
  const given = typeof orderBy === "function" ? orderBy(columns, { sql, asc, desc }) : orderBy;
  if (given === undefined) return [];
  return isList(given) ? given : [given];
}

function isList(order: OrderItem | readonly OrderItem[]): order is readonly OrderItem[] {
  return Array.isArray(order) && !is(order, SQL);
}

interface Query extends PromiseLike<Row[]> {
  where(condition: SQL | undefined): Query;
  orderBy(...order: readonly OrderItem[]): Query;
  limit(rows: number): Query;
  offset(rows: number): Query;
  as(name: string): Table;
}

interface Reader {
  select(fields?: Readonly<Record<string, unknown>>): { from(table: Table): Query };
}
