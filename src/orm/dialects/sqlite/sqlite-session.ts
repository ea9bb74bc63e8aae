import type { Query, SQL } from "drizzle-orm";
import {
  SQLitePreparedQuery,
  SQLiteSession,
  type PreparedQueryConfig,
  type SQLiteAsyncDialect,
} from "drizzle-orm/sqlite-core";
import { RxError } from "../../../errors/rx-error.ts";
import type { WriteResult } from "../../database.ts";
import type { AlwaysThere, SelectedField } from "../../session/map-rows.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import type { TrackedQuery } from "../../session/track-dialect.ts";

type AsyncConfig = PreparedQueryConfig & { type: "async" };

/** Drizzle's session for SQLite, asynchronous. */
export class SqliteDrizzleSession extends SQLiteSession<
  "async",
  WriteResult,
  Record<string, never>,
  Record<string, never>
> {
  readonly #runner: QueryRunner;

  constructor(dialect: SQLiteAsyncDialect, runner: QueryRunner) {
    super(dialect);
    this.#runner = runner;
  }

  override prepareQuery(
    query: Query,
    fields: readonly SelectedField[] | undefined,
    executeMethod: "run" | "all" | "get",
  ): SQLitePreparedQuery<AsyncConfig> {
    return new Prepared(this.#runner, query as TrackedQuery, fields, executeMethod); // as: our dialect made it
  }

  override transaction(): never {
    throw new RxError("TRANSACTION_BY_HAND", { found: "session.transaction" });
  }

  override async values<T extends unknown[] = unknown[]>(query: SQL): Promise<T[]> {
    const { rows } = await this.#runner.raw(query, []);
    return rows as T[]; // as: with fields named, rows are arrays
  }
}

type Placeholders = Record<string, unknown>;

class Prepared extends SQLitePreparedQuery<AsyncConfig> {
  /** Set by Drizzle after a select with joins was prepared. */
  declare joinsNotNullableMap: AlwaysThere;
  readonly #runner: QueryRunner;
  readonly #tracked: TrackedQuery;
  readonly #fields: readonly SelectedField[] | undefined;

  constructor(
    runner: QueryRunner,
    query: TrackedQuery,
    fields: readonly SelectedField[] | undefined,
    executeMethod: "run" | "all" | "get",
  ) {
    super("async", executeMethod, query);
    this.#runner = runner;
    this.#tracked = query;
    this.#fields = fields;
  }

  async run(placeholders?: Placeholders): Promise<WriteResult> {
    const { rowCount } = await this.#runner.execute(this.#tracked, undefined, placeholders);
    return { rowCount };
  }

  all(placeholders?: Placeholders): Promise<unknown[]> {
    return this.#runner.rows(this.#tracked, this.#fields, { placeholders, alwaysThere: this.joinsNotNullableMap });
  }

  async get(placeholders?: Placeholders): Promise<unknown> {
    const [first] = await this.all(placeholders);
    return first;
  }

  async values(placeholders?: Placeholders): Promise<unknown[][]> {
    const { rows } = await this.#runner.execute(this.#tracked, this.#fields ?? [], placeholders);
    return rows as unknown[][]; // as: arrays where fields are named
  }
}
