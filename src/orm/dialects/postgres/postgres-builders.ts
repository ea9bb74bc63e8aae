import { PgDatabase, type PgDialect, type PgTable } from "drizzle-orm/pg-core";
import type { Builders } from "../../session/builders.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { PostgresSession } from "./postgres-session.ts";

/** Drizzle's builders for PostgreSQL. */
export function postgresBuilders(dialect: PgDialect & QueryDialect, runner: QueryRunner): Builders {
  const base = new PgDatabase(dialect, new PostgresSession(dialect, runner), undefined);
  return {
    select: base.select.bind(base),
    selectDistinct: base.selectDistinct.bind(base),
    with: base.with.bind(base),
    $with: base.$with,
    $count: base.$count.bind(base),
    insert: (table) => base.insert(table as PgTable), // as: a model is a table of the dialect in use
    update: (table) => base.update(table as PgTable), // as: the same
    delete: (table) => base.delete(table as PgTable), // as: the same
  };
}
