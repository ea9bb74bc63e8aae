import { MySqlDatabase, type MySqlDialect, type MySqlTable } from "drizzle-orm/mysql-core";
import type { Builders } from "../../session/builders.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { fitSelect } from "./fit-select.ts";
import { MysqlSession } from "./mysql-session.ts";
import { withUpsert } from "./upsert.ts";
import { withReturning } from "./with-returning.ts";

fitSelect();

/** Drizzle's builders for MySQL, with the methods that PostgreSQL's have and theirs lack. */
export function mysqlBuilders(dialect: MySqlDialect & QueryDialect, runner: QueryRunner): Builders {
  const base = new MySqlDatabase(dialect, new MysqlSession(dialect, runner), undefined, "default");
  const context = { dialect, runner };
  return {
    select: base.select.bind(base),
    selectDistinct: base.selectDistinct.bind(base),
    with: base.with.bind(base),
    $with: base.$with,
    $count: base.$count.bind(base),
    insert: (table) => {
      const builder = base.insert(table as MySqlTable); // as: a model is a table of the dialect in use
      const [values, select] = [builder.values.bind(builder), builder.select.bind(builder)];
      return Object.assign(builder, {
        values: (rows: never) => withUpsert(withReturning(values(rows), table, context), table),
        select: (query: never) => withUpsert(withReturning(select(query), table, context), table),
      });
    },
    update: (table) => {
      const builder = base.update(table as MySqlTable); // as: the same
      const set = builder.set.bind(builder);
      return Object.assign(builder, { set: (values: never) => withReturning(set(values), table, context) });
    },
    delete: (table) => withReturning(base.delete(table as MySqlTable), table, context), // as: the same
  };
}
