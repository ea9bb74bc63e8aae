import type { Query, SQL } from "drizzle-orm";
import {
  MySqlPreparedQuery,
  MySqlSession,
  type MySqlDialect,
  type MySqlPreparedQueryConfig,
  type MySqlPreparedQueryHKT,
  type PreparedQueryKind,
} from "drizzle-orm/mysql-core";
import { RxError } from "../../../errors/rx-error.ts";
import type { AlwaysThere, SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { TrackedQuery } from "../../session/track-dialect.ts";

/** Drizzle's session for MySQL. */
export class MysqlSession extends MySqlSession {
  readonly #runner: QueryRunner;

  constructor(dialect: MySqlDialect, runner: QueryRunner) {
    super(dialect);
    this.#runner = runner;
  }

  override prepareQuery<T extends MySqlPreparedQueryConfig, H extends MySqlPreparedQueryHKT>(
    query: Query,
    fields: readonly SelectedField[] | undefined,
  ): PreparedQueryKind<H, T> {
    const prepared: unknown = new Prepared<T>(this.#runner, query as TrackedQuery, fields); // as: our dialect made it
    return prepared as PreparedQueryKind<H, T>; // as: the one kind that there is
  }

  override async count(query: SQL): Promise<number> {
    return this.#runner.count(query);
  }

  override async all<T = unknown>(query: SQL): Promise<T[]> {
    const { rows } = await this.#runner.raw(query);
    return rows as T[]; // as: whoever asks names them
  }

  override transaction(): never {
    throw new RxError("TRANSACTION_BY_HAND", { found: "session.transaction" });
  }
}

class Prepared<T extends MySqlPreparedQueryConfig> extends MySqlPreparedQuery<T> {
  /** Set by Drizzle after a select with joins was prepared. */
  declare joinsNotNullableMap: AlwaysThere;
  readonly #runner: QueryRunner;
  readonly #tracked: TrackedQuery;
  readonly #fields: readonly SelectedField[] | undefined;

  constructor(runner: QueryRunner, query: TrackedQuery, fields: readonly SelectedField[] | undefined) {
    super(undefined, undefined, undefined);
    this.#runner = runner;
    this.#tracked = query;
    this.#fields = fields;
  }

  async execute(placeholders?: Record<string, unknown>): Promise<T["execute"]> {
    if (this.#fields) {
      const shape = { placeholders, alwaysThere: this.joinsNotNullableMap };
      return this.#runner.rows(this.#tracked, this.#fields, shape);
    }
    const { rowCount } = await this.#runner.execute(this.#tracked, undefined, placeholders);
    return { rowCount };
  }

  iterator(): never {
    throw new RxError("NOT_PORTABLE", { found: ".iterator()", dialect: "MySQL" });
  }
}
