import type { Query, SQL } from "drizzle-orm";
import { PgPreparedQuery, PgSession, type PgDialect, type PreparedQueryConfig } from "drizzle-orm/pg-core";
import { RxError } from "../../../errors/rx-error.ts";
import type { AlwaysThere, SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { TrackedQuery } from "../../session/track-dialect.ts";

/** Drizzle's session for PostgreSQL. */
export class PostgresSession extends PgSession {
  readonly #runner: QueryRunner;

  constructor(dialect: PgDialect, runner: QueryRunner) {
    super(dialect);
    this.#runner = runner;
  }

  override prepareQuery<T extends PreparedQueryConfig>(
    query: Query,
    fields: readonly SelectedField[] | undefined,
  ): PgPreparedQuery<T> {
    return new Prepared<T>(this.#runner, query as TrackedQuery, fields); // as: our dialect made it
  }

  override count(query: SQL): Promise<number> {
    return this.#runner.count(query);
  }

  override transaction(): never {
    throw new RxError("TRANSACTION_BY_HAND", { found: "session.transaction" });
  }
}

class Prepared<T extends PreparedQueryConfig> extends PgPreparedQuery<T> {
  /** Set by Drizzle after a select with joins was prepared. */
  declare joinsNotNullableMap: AlwaysThere;
  readonly #runner: QueryRunner;
  readonly #tracked: TrackedQuery;
  readonly #fields: readonly SelectedField[] | undefined;

  constructor(runner: QueryRunner, query: TrackedQuery, fields: readonly SelectedField[] | undefined) {
    super(query, undefined, undefined, undefined);
    this.#runner = runner;
    this.#tracked = query;
    this.#fields = fields;
  }

  async execute(placeholders?: Record<string, unknown>): Promise<T["execute"]> {
    if (this.#fields) return this.all(placeholders);
    const { rowCount } = await this.#runner.execute(this.#tracked, undefined, placeholders);
    return { rowCount };
  }

  all(placeholders?: Record<string, unknown>): Promise<T["all"]> {
    return this.#runner.rows(this.#tracked, this.#fields, { placeholders, alwaysThere: this.joinsNotNullableMap });
  }

  isResponseInArrayMode(): boolean {
    return this.#fields !== undefined;
  }
}
