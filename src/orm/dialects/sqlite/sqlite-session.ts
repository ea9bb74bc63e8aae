import { fillPlaceholders, type Query, type SQL } from "drizzle-orm";
import { SQLitePreparedQuery, SQLiteSession, type PreparedQueryConfig } from "drizzle-orm/sqlite-core";
import { RxError } from "../../../errors/rx-error.ts";
import { mapRows, type AlwaysThere, type SelectedField } from "../../session/map-rows.ts";
import type { Transaction } from "../../session/transaction.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteResult } from "./sqlite-statement.ts";
import { toDriverParams } from "./to-driver-params.ts";
import type { TrackedQuery } from "./tracking-dialect.ts";

/** How many rows a statement without RETURNING wrote. */
export interface RunResult {
  readonly rowCount: number;
}

type AsyncConfig = PreparedQueryConfig & { type: "async" };

/** Drizzle's session on our connection: asynchronous, in the transaction of whatever runs, or in the one that it is bound to. */
export class SqliteDrizzleSession extends SQLiteSession<
  "async",
  RunResult,
  Record<string, never>,
  Record<string, never>
> {
  readonly #connection: SqliteConnection;
  readonly #bound: Transaction | undefined;

  constructor(connection: SqliteConnection, bound?: Transaction) {
    super(connection.dialect);
    this.#connection = connection;
    this.#bound = bound;
  }

  override prepareQuery(
    query: Query,
    fields: readonly SelectedField[] | undefined,
    executeMethod: "run" | "all" | "get",
  ): SQLitePreparedQuery<AsyncConfig> {
    return new Prepared(this, query as TrackedQuery, fields, executeMethod); // as: our dialect made it
  }

  /** Runs a query in the transaction that is the present one. */
  execute(
    query: TrackedQuery,
    fields: readonly SelectedField[] | undefined,
    params: readonly unknown[],
  ): Promise<SqliteResult> {
    const { sql: text, names, write } = query;
    return this.#connection.execute({ text, params: toDriverParams(params), names, write, fields }, this.present());
  }

  /** Runs raw SQL; rows as objects. */
  raw(query: SQL): Promise<SqliteResult> {
    const tracked = this.#connection.dialect.sqlToQuery(query);
    return this.execute(tracked, undefined, tracked.params);
  }

  /** The innermost transaction in which a query runs now; none: by itself. Throws TRANSACTION_ENDED. */
  present(): Transaction | undefined {
    const ambient = this.#connection.ambient.getStore();
    const bound = this.#bound;
    let found = bound && !ambient?.isWithin(bound) ? bound : ambient;
    if (bound && bound.state !== "open") throw new RxError("TRANSACTION_ENDED", { state: bound.state });
    // What still runs after its transaction was committed runs in the one around it, or by itself.
    while (found?.state === "committed") found = found.parent;
    if (found?.state === "rolled back") throw new RxError("TRANSACTION_ENDED", { state: found.state });
    return found;
  }

  override transaction(): never {
    throw new RxError("TRANSACTION_BY_HAND", { found: "session.transaction" });
  }

  override async values<T extends unknown[] = unknown[]>(query: SQL): Promise<T[]> {
    const tracked = this.#connection.dialect.sqlToQuery(query);
    const { rows } = await this.execute(tracked, [], tracked.params);
    return rows as T[]; // as: with fields named, rows are arrays
  }
}

class Prepared extends SQLitePreparedQuery<AsyncConfig> {
  /** Set by Drizzle after a select with joins was prepared. */
  declare joinsNotNullableMap: AlwaysThere;
  readonly #session: SqliteDrizzleSession;
  readonly #tracked: TrackedQuery;
  readonly #fields: readonly SelectedField[] | undefined;

  constructor(
    session: SqliteDrizzleSession,
    query: TrackedQuery,
    fields: readonly SelectedField[] | undefined,
    executeMethod: "run" | "all" | "get",
  ) {
    super("async", executeMethod, query);
    this.#session = session;
    this.#tracked = query;
    this.#fields = fields;
  }

  async run(placeholders?: Record<string, unknown>): Promise<RunResult> {
    const { rowCount } = await this.#execute(undefined, placeholders);
    return { rowCount };
  }

  async all(placeholders?: Record<string, unknown>): Promise<unknown[]> {
    const { rows } = await this.#execute(this.#fields, placeholders);
    return this.#fields ? mapRows(this.#fields, rows as unknown[][], this.joinsNotNullableMap) : rows; // as: arrays where fields are named
  }

  async get(placeholders?: Record<string, unknown>): Promise<unknown> {
    const [first] = await this.all(placeholders);
    return first;
  }

  async values(placeholders?: Record<string, unknown>): Promise<unknown[][]> {
    const { rows } = await this.#execute(this.#fields ?? [], placeholders);
    return rows as unknown[][]; // as: arrays where fields are named
  }

  #execute(
    fields: readonly SelectedField[] | undefined,
    placeholders: Record<string, unknown> = {},
  ): Promise<SqliteResult> {
    return this.#session.execute(this.#tracked, fields, fillPlaceholders(this.#tracked.params, placeholders));
  }
}
