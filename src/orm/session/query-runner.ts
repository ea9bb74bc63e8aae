import { fillPlaceholders, type SQL } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import type { DatabaseConnection } from "./database-connection.ts";
import { mapRows, type AlwaysThere, type SelectedField } from "./map-rows.ts";
import type { StatementResult } from "./statement.ts";
import type { TrackedQuery } from "./track-dialect.ts";
import type { Transaction } from "./transaction.ts";

/** Runs queries on a connection: in the transaction of whatever runs, or in the one that it is bound to. */
export class QueryRunner {
  readonly #connection: DatabaseConnection;
  readonly #bound: Transaction | undefined;

  constructor(connection: DatabaseConnection, bound?: Transaction) {
    this.#connection = connection;
    this.#bound = bound;
  }

  /** Runs a query in the transaction that is the present one; rows as arrays where fields are named. */
  execute(
    query: TrackedQuery,
    fields: readonly SelectedField[] | undefined,
    placeholders: Readonly<Record<string, unknown>> = {},
  ): Promise<StatementResult> {
    const { sql: text, names, write } = query;
    const params = this.#connection.toDriverParams(fillPlaceholders(query.params, placeholders));
    return this.#connection.execute({ text, params, names, write, fields }, this.present());
  }

  /** Rows in the shape that the query asked for. */
  async rows(
    query: TrackedQuery,
    fields: readonly SelectedField[] | undefined,
    { placeholders, alwaysThere }: RowShape,
  ): Promise<unknown[]> {
    const { rows } = await this.execute(query, fields, placeholders);
    return fields ? mapRows(fields, rows as unknown[][], alwaysThere) : rows; // as: arrays where fields are named
  }

  /** Runs raw SQL; rows as objects, or as arrays where fields are named. */
  raw(query: SQL, fields?: readonly SelectedField[]): Promise<StatementResult> {
    return this.execute(this.#connection.dialect.sqlToQuery(query), fields);
  }

  /** Runs a query that counts. */
  async count(query: SQL): Promise<number> {
    const { rows } = await this.raw(query, [{ path: ["count"], field: query }]);
    const [[count] = []] = rows as unknown[][]; // as: fields are named
    return Number(count);
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
}

/** How rows are shaped. */
export interface RowShape {
  readonly placeholders?: Readonly<Record<string, unknown>> | undefined;
  /** Set by Drizzle after a select with joins was prepared. */
  readonly alwaysThere?: AlwaysThere;
}
