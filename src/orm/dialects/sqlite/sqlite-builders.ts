import { BaseSQLiteDatabase, type SQLiteAsyncDialect, type SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Builders } from "../../session/builders.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { fitSelect } from "./fit-select.ts";
import { SqliteDrizzleSession } from "./sqlite-session.ts";

fitSelect();

/** Drizzle's builders for SQLite. */
export function sqliteBuilders(dialect: QueryDialect, runner: QueryRunner): Builders {
  const own = dialect as QueryDialect & SQLiteAsyncDialect; // as: the connection made it so
  const base = new BaseSQLiteDatabase("async", own, new SqliteDrizzleSession(own, runner), undefined);
  return {
    select: base.select.bind(base),
    selectDistinct: base.selectDistinct.bind(base),
    with: base.with.bind(base),
    $with: base.$with,
    $count: base.$count.bind(base),
    insert: (table) => base.insert(table as SQLiteTable), // as: a model is a table of the dialect in use
    update: (table) => base.update(table as SQLiteTable), // as: the same
    delete: (table) => base.delete(table as SQLiteTable), // as: the same
  };
}
