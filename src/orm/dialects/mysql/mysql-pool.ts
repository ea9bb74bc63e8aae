import { createPool, type Pool, type PoolConnection, type QueryOptions, type ResultSetHeader } from "mysql2/promise";
import type { Connection as CallbackConnection } from "mysql2";
import { RxError } from "../../../errors/rx-error.ts";
import type { Limits } from "../../../protocol/limits.ts";
import { parseDatabaseUrl, type DatabaseUrl } from "../../parse-database-url.ts";
import type { RemoteClient, RemotePool, RemoteQuery, RemoteResult } from "../remote/remote-pool.ts";
import { unreachable } from "../remote/unreachable.ts";
import { isLost } from "./is-lost.ts";
import { toConnectionOptions } from "./to-connection-options.ts";

/** Where and how to connect. */
export interface MysqlPoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly limits: Limits;
}

type TypeCast = Extract<QueryOptions["typeCast"], (...args: never[]) => unknown>;

/** The connections to one MySQL or MariaDB database. */
export class MysqlPool implements RemotePool {
  readonly #pool: Pool;
  readonly #limits: Limits;
  readonly #address: DatabaseUrl;

  constructor({ url, connections, limits }: MysqlPoolOptions) {
    this.#limits = limits;
    this.#address = parseDatabaseUrl(url);
    this.#pool = createPool({
      ...toConnectionOptions(url),
      connectionLimit: connections,
      connectTimeout: limits.connectTimeoutMs,
      charset: "utf8mb4_bin",
      timezone: "Z",
      supportBigNumbers: true,
      stringifyObjects: true,
      jsonStrings: true,
      enableKeepAlive: true,
      keepAliveInitialDelay: 10_000,
    });
    // Queued before whatever the connection was opened for.
    this.#pool.pool.on("connection", (connection) => {
      for (const text of sessionSettings(limits.statementTimeoutMs))
        connection.query(text, (error: unknown) => {
          if (error) connection.destroy();
        });
    });
  }

  async run(query: RemoteQuery): Promise<RemoteResult> {
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
    const connection = await this.#connect();
    return {
      run: async ({ text, params, asArrays, timeoutMs }) => {
        const options = {
          sql: timeoutMs === undefined ? text : within(text, timeoutMs),
          values: [...params],
          rowsAsArray: asArrays,
          typeCast,
        };
        const [answer] = await connection.query<Row[] | ResultSetHeader>(options);
        return toResult(answer);
      },
      release: (broken = false) => (broken ? connection.destroy() : connection.release()),
    };
  }

  async *stream({ text, params }: RemoteQuery): AsyncGenerator<unknown[]> {
    const connection = await this.#connect();
    let isDone = false;
    try {
      await connection.query("set /*M! max_statement_time = 0, */ @rx = 0");
      const options = { sql: text, values: [...params], rowsAsArray: true, typeCast };
      for await (const row of callbacksOf(connection).query(options).stream()) yield row as unknown[]; // as: rowsAsArray
      for (const setting of sessionSettings(this.#limits.statementTimeoutMs)) await connection.query(setting);
      isDone = true;
    } finally {
      if (isDone) connection.release();
      else connection.destroy();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** The driver waits for ever where all connections are in use. */
  async #connect(): Promise<PoolConnection> {
    const { promise, resolve, reject } = Promise.withResolvers<PoolConnection>();
    const waitedMs = this.#limits.connectTimeoutMs;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new RxError("DATABASE_BUSY", { waitedMs }));
    }, waitedMs + connectGraceMs);
    this.#pool.getConnection().then(
      (connection) => {
        clearTimeout(timer);
        if (isLate) connection.release();
        else resolve(connection);
      },
      (error: unknown) => reject(unreachable("MySQL", this.#address, error)),
    );
    return await promise.finally(() => clearTimeout(timer));
  }
}

/** The driver's connection with callbacks: the one with promises has no streams. */
function callbacksOf(connection: PoolConnection): CallbackConnection {
  const inner: unknown = connection.connection;
  return inner as CallbackConnection; // as: the types say that it has promises, too
}

/** A connection that cannot be opened is told by the driver before it counts as none that is free. */
const connectGraceMs = 500;

interface Row {
  readonly constructor: { readonly name: "RowDataPacket" };
  [column: string]: unknown;
  [column: number]: unknown;
}

/** A read with a limit of its own: MariaDB knows a prefix, MySQL a hint, each of which is a comment to the other. */
function within(text: string, timeoutMs: number): string {
  const hinted = text.replace(/^select /i, `select /*+ MAX_EXECUTION_TIME(${Math.ceil(timeoutMs)}) */ `);
  return `/*M! set statement max_statement_time = ${timeoutMs / 1_000} for */ ${hinted}`;
}

/** MySQL's ways are made those of the other databases; what only MariaDB or only MySQL knows stands in their own comments. */
function sessionSettings(timeoutMs: number): readonly string[] {
  const modes = [
    "ANSI_QUOTES",
    "PIPES_AS_CONCAT",
    "STRICT_TRANS_TABLES",
    "ERROR_FOR_DIVISION_BY_ZERO",
    "NO_ZERO_DATE",
    "NO_ZERO_IN_DATE",
    "ONLY_FULL_GROUP_BY",
    "NO_ENGINE_SUBSTITUTION",
  ];
  return [
    `set /*M! max_statement_time = ${timeoutMs / 1_000}, */ /*!50708 max_execution_time = ${timeoutMs}, */
      time_zone = '+00:00', sql_mode = concat('${modes.join()}' /*M! , ',SIMULTANEOUS_ASSIGNMENT' */)`,
    "set session transaction isolation level read committed",
  ];
}

// Columns read dates, times and JSON themselves, from the text that the server sends.
const typeCast: TypeCast = (field, next) => {
  switch (field.type) {
    case "DATE":
    case "DATETIME":
    case "TIMESTAMP":
    case "JSON":
      return field.string("utf8");
    case "LONGLONG":
      return toInteger(field.string());
    default:
      return next();
  }
};

/** A number where it is exact. */
function toInteger(text: string | null): number | bigint | null {
  if (text === null) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function toResult(answer: Row[] | ResultSetHeader): RemoteResult {
  if (Array.isArray(answer)) return { rows: answer, rowCount: answer.length };
  return { rows: [], rowCount: answer.affectedRows, insertId: answer.insertId };
}
