import { getTableColumns, type Column, type QueryWithTypings, type SQL, type Table } from "drizzle-orm";
import type { DialectName } from "../dialects/dialect-name.ts";
import { columnInfoOf } from "../model-info.ts";
import { refuseOtherDialect } from "../refuse-other-dialect.ts";
import { renderAs } from "../rendering-dialect.ts";
import type { InsertSource, WriteSource } from "./statement.ts";

/** A query with what was seen while its text was made. */
export interface TrackedQuery extends QueryWithTypings {
  /** Every name that was written into the text: tables among them, subqueries' too. */
  readonly names: ReadonlySet<string>;
  /** Where a builder of Drizzle's made it. */
  readonly write: WriteSource | undefined;
}

/** What every dialect of Drizzle's can do; its own types share no interface. */
export interface QueryDialect {
  escapeName(name: string): string;
  sqlToQuery(sql: SQL): TrackedQuery;
  buildSelectQuery(config: object): SQL;
}

interface MysqlInsert {
  readonly sql: SQL;
  readonly generatedIds: readonly Readonly<Record<string, unknown>>[];
}

/** What of a select is looked at. */
interface SelectConfig {
  readonly table?: unknown;
  readonly joins?: readonly { readonly table: unknown }[];
}

interface WriteConfig {
  readonly table: Table;
  /** Of an insert: its rows, or the select that gives them. */
  readonly values?: unknown;
  /** Columns and kind of an upsert, where the dialect's own builders do not keep them. */
  readonly target?: readonly Column[];
  readonly conflict?: InsertSource["conflict"];
  readonly onConflict?: SQL | readonly SQL[];
  readonly set?: object;
  readonly where?: SQL;
  readonly from?: unknown;
  readonly limit?: unknown;
  readonly joins?: readonly unknown[];
  readonly withList?: readonly unknown[];
}

/** The methods that are watched. MySQL's inserts come with the ids that were made for them. */
interface DrizzleDialect {
  escapeName(name: string): string;
  sqlToQuery(sql: SQL, invokeSource?: "indexes"): QueryWithTypings;
  buildSelectQuery(config: object): SQL;
  buildInsertQuery(config: WriteConfig): SQL | MysqlInsert;
  buildUpdateQuery(config: WriteConfig): SQL;
  buildDeleteQuery(config: WriteConfig): SQL;
}

/**
 * Makes a dialect of Drizzle's note the names that go into each text, and what a written query writes.
 *
 * @param name whose texts expressions take that are not the same everywhere
 */
export function trackDialect<D extends object>(dialect: D, name: DialectName): D & QueryDialect {
  const plain = dialect as unknown as DrizzleDialect; // as: the same methods in all three, whose configs differ in what we do not read
  const sources = new WeakMap<SQL, WriteSource>();
  const note = (sql: SQL, table: Table, what: WriteSource["what"]): SQL => {
    sources.set(sql, { table, what });
    return sql;
  };
  const { escapeName } = plain;
  const toQuery = plain.sqlToQuery.bind(dialect);
  const selectQuery = plain.buildSelectQuery.bind(dialect);
  const insertQuery = plain.buildInsertQuery.bind(dialect);
  const updateQuery = plain.buildUpdateQuery.bind(dialect);
  const deleteQuery = plain.buildDeleteQuery.bind(dialect);
  let noted: Set<string> | undefined;
  const tracked = {
    // Drizzle calls it without its object.
    escapeName: (text: string): string => {
      noted?.add(text);
      return escapeName.call(dialect, text);
    },
    sqlToQuery: (sql: SQL, invokeSource?: "indexes"): TrackedQuery => {
      const outer = noted;
      const names = new Set<string>();
      noted = names;
      try {
        const query = renderAs(name, () => toQuery(sql, invokeSource));
        return { ...query, names, write: sources.get(sql) };
      } finally {
        noted = outer;
      }
    },
    buildSelectQuery: (config: SelectConfig): SQL => {
      for (const table of [config.table, ...(config.joins ?? []).map((join) => join.table)])
        refuseOtherDialect(table, name);
      return selectQuery(config);
    },
    buildInsertQuery: (config: WriteConfig): SQL | MysqlInsert => {
      refuseOtherDialect(config.table, name);
      const built = insertQuery(config);
      const clauses = [config.onConflict ?? []].flat();
      const upserts = clauses.some((clause) => /(^| )update /.test(renderAs(name, () => toQuery(clause)).sql));
      const [text, madeIds] = "sql" in built ? [built.sql, built.generatedIds] : [built, []];
      const build: InsertSource["build"] = (values, how) => {
        const { onConflict, ...plainConfig } = config;
        const made = insertQuery({ ...plainConfig, values, ...(onConflict && how !== "plain" && { onConflict }) });
        return "sql" in made ? made.sql : made;
      };
      const insert = { ...insertSource(config, madeIds), build };
      note(text, config.table, upserts ? { type: "other", insert } : insert);
      return built;
    },
    buildUpdateQuery: (config: WriteConfig): SQL => {
      const { table, where, set = {} } = config;
      refuseOtherDialect(table, name);
      const what = isSimple(config) ? ({ type: "update", where, columns: Object.keys(set) } as const) : other;
      return note(updateQuery(config), table, what);
    },
    buildDeleteQuery: (config: WriteConfig): SQL => {
      const { table, where } = config;
      refuseOtherDialect(table, name);
      return note(deleteQuery(config), table, isSimple(config) ? { type: "delete", where } : other);
    },
  };
  const watched: unknown = Object.assign(dialect, tracked);
  return watched as D & QueryDialect; // as: what was there, and what was assigned
}

const other = { type: "other" } as const;

function isSimple({ from, limit, withList, joins }: WriteConfig): boolean {
  return !from && !limit && !withList?.length && !joins?.length;
}

function insertSource(config: WriteConfig, madeIds: InsertSource["madeIds"]): Omit<InsertSource, "build"> {
  const { table, values, target = [], conflict } = config;
  const rows = Array.isArray(values) ? (values as InsertSource["rows"]) : undefined; // as: a list is one of rows
  const counted = Object.entries(getTableColumns(table)).find(([, column]) => columnInfoOf(column)?.spec.kind === "id");
  // A select may give anything.
  const givesIds = counted !== undefined && (rows?.some((row) => row[counted[0]] !== undefined) ?? true);
  return { type: "insert", givesIds, rows, madeIds, target, conflict };
}
