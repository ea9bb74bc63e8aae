import type { QueryWithTypings, SQL } from "drizzle-orm";
import { SQLiteAsyncDialect, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { WriteSource } from "../../session/statement.ts";

type InsertConfig = Parameters<SQLiteAsyncDialect["buildInsertQuery"]>[0];
type UpdateConfig = Parameters<SQLiteAsyncDialect["buildUpdateQuery"]>[0];
type DeleteConfig = Parameters<SQLiteAsyncDialect["buildDeleteQuery"]>[0];

const sources = new WeakMap<SQL, WriteSource>();

/** A query with what was seen while its text was made. */
export interface TrackedQuery extends QueryWithTypings {
  /** Every name that was written into the text: tables among them, subqueries' too. */
  readonly names: ReadonlySet<string>;
  /** Where a builder of Drizzle's made it. */
  readonly write: WriteSource | undefined;
}

/** Drizzle's dialect, noting the names that go into each text and what a written query writes. */
export class TrackingDialect extends SQLiteAsyncDialect {
  #names: Set<string> | undefined;

  constructor() {
    super();
    const escape = this.escapeName.bind(this);
    // Drizzle calls it without its object.
    this.escapeName = (name) => {
      this.#names?.add(name);
      return escape(name);
    };
  }

  override sqlToQuery(sql: SQL, invokeSource?: "indexes"): TrackedQuery {
    const outer = this.#names;
    const names = new Set<string>();
    this.#names = names;
    try {
      return { ...super.sqlToQuery(sql, invokeSource), names, write: sources.get(sql) };
    } finally {
      this.#names = outer;
    }
  }

  override buildInsertQuery(config: InsertConfig): SQL {
    const upserts = (config.onConflict ?? []).some((clause) => this.sqlToQuery(clause).sql.includes(" do update "));
    return note(super.buildInsertQuery(config), config.table, upserts ? { type: "other" } : { type: "insert" });
  }

  override buildUpdateQuery(config: UpdateConfig): SQL {
    const { table, where, set, from, joins, limit, withList } = config;
    const simple = !from && !limit && !withList?.length && !joins?.length;
    return note(
      super.buildUpdateQuery(config),
      table,
      simple ? { type: "update", where, columns: Object.keys(set) } : { type: "other" },
    );
  }

  override buildDeleteQuery(config: DeleteConfig): SQL {
    const { table, where, limit, withList } = config;
    const simple = !limit && !withList?.length;
    return note(super.buildDeleteQuery(config), table, simple ? { type: "delete", where } : { type: "other" });
  }
}

function note(sql: SQL, table: SQLiteTable, what: WriteSource["what"]): SQL {
  sources.set(sql, { table, what });
  return sql;
}
