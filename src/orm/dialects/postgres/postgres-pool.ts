import { createHash } from "node:crypto";
import { Pool, type PoolClient, type QueryConfig, type QueryResult } from "pg";
import { RxError } from "../../../errors/rx-error.ts";
import type { Limits } from "../../../protocol/limits.ts";
import { parseDatabaseUrl, type DatabaseUrl } from "../../parse-database-url.ts";
import type { RemoteClient, RemotePool, RemoteQuery, RemoteResult } from "../remote/remote-pool.ts";
import { unreachable } from "../remote/unreachable.ts";
import { isLost } from "./is-lost.ts";
import { postgresTypes } from "./postgres-types.ts";
import { toClientOptions } from "./to-client-options.ts";

/** Statements that the server keeps prepared for each connection; further ones are sent as text. */
const maxPrepared = 500;
/** Rows of a long read that are on their way at a time. */
const streamRows = 1_000;

/** Where and how to connect. */
export interface PostgresPoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly limits: Limits;
}

/** The connections to one PostgreSQL database. */
export class PostgresPool implements RemotePool {
  readonly #pool: Pool;
  readonly #prepared = new Map<string, string>();
  readonly #limits: Limits;
  readonly #address: DatabaseUrl;

  constructor({ url, connections, limits }: PostgresPoolOptions) {
    this.#limits = limits;
    this.#address = parseDatabaseUrl(url);
    this.#pool = new Pool({
      ...toClientOptions(url),
      max: connections,
      connectionTimeoutMillis: limits.connectTimeoutMs,
      statement_timeout: limits.statementTimeoutMs,
      // NULL, numbers and texts are compared by the server, whose words are the same for all.
      // What is written here is told by the app itself: the triggers of `--watch` are silent.
      options: "-c timezone=UTC -c extra_float_digits=1 -c rx.tells=1",
      application_name: "rowx",
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    // A connection that dies while nobody uses it is no error of anybody: the next query gets another one.
    this.#pool.on("error", () => undefined);
  }

  async run(query: RemoteQuery): Promise<RemoteResult> {
    if (query.timeoutMs !== undefined) return await this.#runWithin(query, query.timeoutMs);
    const client = await this.acquire();
    let isBroken = false;
    try {
      return await client.run(query);
    } catch (error) {
      isBroken = isLost(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  async acquire(): Promise<RemoteClient> {
    const client = await this.#connect();
    // A connection that dies in the middle is told by its next query.
    const ignore = (): void => undefined;
    client.on("error", ignore);
    return {
      run: async (query) => toResult(await client.query(this.#config(query))),
      release: (broken = false) => {
        client.off("error", ignore);
        client.release(broken);
      },
    };
  }

  async *stream({ text, params }: RemoteQuery): AsyncGenerator<unknown[]> {
    const client = await this.#connect();
    let isDone = false;
    try {
      await client.query(
        "begin transaction isolation level repeatable read read only; set local statement_timeout = 0",
      );
      await client.query({ text: `declare rx_rows no scroll cursor for ${text}`, values: [...params] });
      for (;;) {
        const next = { text: `fetch ${streamRows} from rx_rows`, rowMode: "array", types: postgresTypes } as const;
        const { rows } = await client.query<unknown[]>(next);
        yield* rows;
        if (rows.length < streamRows) break;
      }
      await client.query("commit");
      isDone = true;
    } finally {
      client.release(!isDone);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #runWithin(query: RemoteQuery, timeoutMs: number): Promise<RemoteResult> {
    const client = await this.#connect();
    let isDone = false;
    try {
      await client.query(`begin read only; set local statement_timeout = ${Math.ceil(timeoutMs)}`);
      try {
        return toResult(await client.query(this.#config(query)));
      } finally {
        await client.query("commit");
        isDone = true;
      }
    } finally {
      client.release(!isDone);
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      const isFull = error instanceof Error && error.message.startsWith("timeout exceeded");
      if (isFull) throw new RxError("DATABASE_BUSY", { waitedMs: this.#limits.connectTimeoutMs }, { cause: error });
      throw unreachable("PostgreSQL", this.#address, error);
    }
  }

  #config({ text, params, asArrays, often = false }: RemoteQuery): QueryConfig & { rowMode?: "array" } {
    const name = often ? this.#nameOf(text) : undefined;
    return {
      text,
      types: postgresTypes,
      // Without values the server takes several statements at once.
      ...(params.length > 0 ? { values: [...params] } : {}),
      ...(asArrays ? { rowMode: "array" as const } : {}),
      ...(name === undefined ? {} : { name }),
    };
  }

  /** Statements of live queries come again and again: the server parses them once. */
  #nameOf(text: string): string | undefined {
    const known = this.#prepared.get(text);
    if (known !== undefined || this.#prepared.size >= maxPrepared) return known;
    const name = `rx_${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
    this.#prepared.set(text, name);
    return name;
  }
}

/** Several statements in one text give a list of results, of which the last counts. */
function toResult(result: QueryResult | QueryResult[]): RemoteResult {
  const last = Array.isArray(result) ? result.at(-1) : result;
  const rows = last?.rows ?? [];
  return { rows, rowCount: last?.rowCount ?? rows.length };
}
