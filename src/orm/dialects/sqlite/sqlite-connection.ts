import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { RxError } from "../../../errors/rx-error.ts";
import type { CommittedChange } from "../../../framework/ports/change-feed.ts";
import type { Limits } from "../../../protocol/limits.ts";
import { ChangeHub } from "../../session/change-hub.ts";
import { ChangeSet } from "../../session/change-set.ts";
import type { DatabaseConnection, ReadOptions } from "../../session/database-connection.ts";
import type { Builders } from "../../session/builders.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import { recordReads } from "../../session/read-tracking.ts";
import { refuseByHand } from "../../session/refuse-by-hand.ts";
import type { Statement, StatementResult } from "../../session/statement.ts";
import { trackDialect, type QueryDialect } from "../../session/track-dialect.ts";
import type { TransactionDriver } from "../../session/transaction-driver.ts";
import type { Transaction } from "../../session/transaction.ts";
import { WriteQueue } from "../../session/write-queue.ts";
import { NativeConnection } from "./native-connection.ts";
import { readStatement } from "./read-statement.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { sqliteBuilders } from "./sqlite-builders.ts";
import { SlowReads } from "./slow-reads.ts";
import { SqliteChangeLog } from "./sqlite-change-log.ts";
import { SqliteSchema } from "./sqlite-schema.ts";
import { SqliteWrites } from "./sqlite-writes.ts";
import { toDatabaseError } from "./to-database-error.ts";
import { toDriverParams } from "./to-driver-params.ts";

/** A read that took this long holds up everybody: it runs in another process from then on. */
const overranMs = 100;
/** Most texts kept of such reads. */
const maxOverran = 500;

/**
 * One SQLite file: a single writer, whose turn is given in order, and readers that see what is committed. A statement outside a
 * transaction that reads never waits; one that writes waits for its turn. Inside a transaction everything goes to the writer.
 */
export class SqliteConnection implements DatabaseConnection {
  readonly name = "sqlite";
  readonly dialect: QueryDialect = trackDialect(new SQLiteAsyncDialect(), "sqlite");
  readonly hub = new ChangeHub();
  readonly ambient = new AsyncLocalStorage<Transaction>();
  readonly toDriverParams = toDriverParams;
  readonly #driver: TransactionDriver;
  readonly #writer: NativeConnection;
  readonly #reader: NativeConnection;
  readonly #file: string;
  /** Connections for long reads that nobody uses at the moment. */
  readonly #scanners: NativeConnection[] = [];
  readonly #schema: SqliteSchema;
  readonly #writes: SqliteWrites;
  readonly #queue: WriteQueue;
  readonly #limits: Limits;
  readonly #slow: SlowReads;
  /** Texts of reads that took long once: from then on they run elsewhere. */
  readonly #overran = new Set<string>();
  readonly #log: SqliteChangeLog;
  #isClosed = false;

  constructor(file: string, limits: Limits) {
    this.#file = file;
    this.#limits = limits;
    this.#queue = new WriteQueue(limits.writerWaitMs);
    this.#slow = new SlowReads(file, limits);
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.#writer = new NativeConnection(file, false);
      this.#reader = new NativeConnection(file, true);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      throw new RxError("DATABASE_UNREADABLE", { file, found }, { cause: error });
    }
    this.#schema = new SqliteSchema(this.#reader);
    this.#writes = new SqliteWrites(this.#writer, this.dialect, this.hub, this.#schema);
    this.#log = new SqliteChangeLog(this.#writer, this.#schema, this.hub);
    this.hub.tellOthers(() => this.#log.isThere);
    this.#driver = this.#writerTurns();
  }

  createBuilders(runner: QueryRunner): Builders {
    return sqliteBuilders(this.dialect, runner);
  }

  createDriver(): TransactionDriver {
    return this.#driver;
  }

  async execute(statement: Statement, transaction: Transaction | undefined): Promise<StatementResult> {
    try {
      return await this.#route(statement, transaction);
    } catch (error) {
      throw toDatabaseError(error, statement.write, statement.text);
    }
  }

  #route(statement: Statement, transaction: Transaction | undefined): StatementResult | Promise<StatementResult> {
    refuseByHand(statement.text);
    const connection = transaction?.state === "open" ? this.#writer : this.#reader;
    if (!statement.write && connection.isReader(statement.text)) {
      recordReads(this.#schema.tablesAmong(statement.names));
      return this.#retry(() => readStatement(connection, statement));
    }
    if (!transaction) return this.#writeAlone(statement);
    if (transaction.ready) return this.#writes.write(statement, transaction.changes);
    return transaction.untilReady().then(() => this.#writes.write(statement, transaction.changes));
  }

  async readRows(
    text: string,
    params: readonly unknown[],
    { bigints = false, committed = false, long = false, timeoutMs, signal }: ReadOptions,
  ): Promise<unknown[][]> {
    const inside = !committed && this.ambient.getStore()?.state === "open";
    const startedAt = performance.now();
    try {
      if (!inside && (long || this.#overran.has(text))) {
        return await this.#slow.rows(text, params, { bigints, timeoutMs, signal });
      }
      const rows = await this.#retry(() => (inside ? this.#writer : this.#reader).rows(text, params, { bigints }));
      if (performance.now() - startedAt > overranMs) this.#noteOverrun(text);
      return rows;
    } catch (error) {
      throw toDatabaseError(error, undefined, text);
    }
  }

  #noteOverrun(text: string): void {
    this.#overran.add(text);
    if (this.#overran.size <= maxOverran) return;
    for (const oldest of this.#overran) {
      this.#overran.delete(oldest);
      return;
    }
  }

  async *scan(text: string, params: readonly unknown[], { bigints = false }: ReadOptions): AsyncGenerator<unknown[]> {
    // A connection can do nothing else between the rows of a read: each scan has its own.
    const connection = this.#scanners.pop() ?? new NativeConnection(this.#file, true);
    try {
      yield* connection.iterate(text, params, { bigints });
    } catch (error) {
      throw toDatabaseError(error, undefined, text);
    } finally {
      if (this.#isClosed || this.#scanners.length > 1) connection.close();
      else this.#scanners.push(connection);
    }
  }

  async tell(changes: readonly CommittedChange[]): Promise<void> {
    await this.#queue.acquire();
    try {
      await this.#retry(() => this.#together(() => this.#log.note(changes, undefined)));
    } finally {
      this.#queue.release();
    }
  }

  async follow(onTrouble: (error: unknown) => void): Promise<void> {
    this.#log.follow(onTrouble);
  }

  tablesAmong(names: Iterable<string>): readonly string[] {
    return this.#schema.tablesAmong(names);
  }

  ordersByBytes(table: string): boolean {
    return this.#schema.ordersByBytes(table);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#log.close();
    this.#slow.close();
    for (const connection of [this.#reader, ...this.#scanners.splice(0), this.#writer]) connection.close();
  }

  async #writeAlone(statement: Statement): Promise<StatementResult> {
    if (!this.#queue.tryAcquire()) await this.#queue.acquire();
    try {
      let changes = new ChangeSet(this.#limits.maxCapturedRows);
      const inSteps = this.#writes.takesSteps(statement) || (this.#log.isThere && writesRows(statement));
      const result = await this.#retry(() => {
        changes = new ChangeSet(this.#limits.maxCapturedRows);
        if (!inSteps) return this.#writes.write(statement, changes);
        return this.#together(() => {
          const since = this.#log.written;
          const written = this.#writes.write(statement, changes);
          this.#log.note(changes.toCommitted(), since);
          return written;
        });
      });
      this.hub.publish(changes.toCommitted());
      this.#log.look();
      return result;
    } finally {
      this.#queue.release();
    }
  }

  #together<T>(run: () => T): T {
    this.#writer.run("begin immediate", []);
    try {
      const result = run();
      this.#writer.run("commit", []);
      return result;
    } catch (error) {
      if (this.#writer.inTransaction) this.#writer.run("rollback", []);
      throw error;
    }
  }

  #retry<T>(attempt: () => T): T | Promise<T> {
    return retryWhileBusy(attempt, this.#limits.busyTimeoutMs);
  }

  /** All transactions take turns at the one writer. */
  #writerTurns(): TransactionDriver {
    let since: unknown;
    const script = async (text: string): Promise<void> => {
      try {
        await this.#retry(() => this.#writer.run(text, []));
      } catch (error) {
        throw toDatabaseError(error, undefined, text);
      }
    };
    return {
      maxWaitMs: this.#limits.writerWaitMs,
      maxCapturedRows: this.#limits.maxCapturedRows,
      begin: async () => {
        await this.#queue.acquire();
        try {
          await script("begin immediate");
          since = this.#log.written;
        } catch (error) {
          this.#queue.release();
          throw error;
        }
      },
      commit: async (changes) => {
        try {
          this.#log.note(changes, since);
        } catch (error) {
          throw toDatabaseError(error, undefined, "commit");
        }
        await script("commit");
      },
      // After a full disk the database has rolled back by itself.
      rollback: async () => (this.#writer.inTransaction ? script("rollback") : undefined),
      release: () => {
        // Between transactions that follow each other closely there is no other time to look.
        this.#log.look();
        this.#queue.release();
      },
      savepoint: (depth) => script(`savepoint rx_${depth}`),
      keepSavepoint: (depth) => script(`release rx_${depth}`),
      undoSavepoint: async (depth) => {
        await script(`rollback to rx_${depth}`);
        await script(`release rx_${depth}`);
      },
    };
  }
}

/** A schema's change, a VACUUM or a PRAGMA is none of a transaction's business. */
function writesRows({ write, text }: Statement): boolean {
  return write !== undefined || /^\s*(?:insert|replace|update|delete|with)\b/i.test(text);
}
