import { AsyncLocalStorage } from "node:async_hooks";
import { RxError } from "../../../errors/rx-error.ts";
import type { CommittedChange } from "../../../framework/ports/change-feed.ts";
import type { Limits } from "../../../protocol/limits.ts";
import type { DialectName } from "../dialect-name.ts";
import type { Builders } from "../../session/builders.ts";
import { ChangeHub } from "../../session/change-hub.ts";
import { ChangeSet } from "../../session/change-set.ts";
import type { DatabaseConnection, ReadOptions } from "../../session/database-connection.ts";
import type { QueryRunner } from "../../session/query-runner.ts";
import { recordReads } from "../../session/read-tracking.ts";
import { refuseByHand } from "../../session/refuse-by-hand.ts";
import type { Statement, StatementResult } from "../../session/statement.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import type { TransactionDriver } from "../../session/transaction-driver.ts";
import { Transaction } from "../../session/transaction.ts";
import { Commits } from "./commits.ts";
import { lostWrite } from "./lost-write.ts";
import type { RemoteDialect } from "./remote-dialect.ts";
import type { ExchangeContext, RemoteExchange } from "./remote-exchange.ts";
import { RemoteNotices } from "./remote-notices.ts";
import type { RemoteClient, RemotePool, RemoteQuery, RemoteResult } from "./remote-pool.ts";
import { RemoteSchema } from "./remote-schema.ts";
import { RemoteTransaction } from "./remote-transaction.ts";
import { RemoteWrites } from "./remote-writes.ts";

// A query that begins with WITH may write further on.
const reads =
  /^\s*(?:\(\s*)*(?:select|values|table|show|explain|describe|desc)\b|^\s*with\b(?![\s\S]*\b(?:insert|update|delete|merge)\b)/i;
const locks = /\bfor\s+(?:no\s+key\s+)?(?:update|(?:key\s+)?share)\b|\block\s+in\s+share\s+mode\b/i;
/** Of a read, where connection after connection turns out to be lost: a server that was started anew has lost all of them. */
const maxTries = 12;
const changesSchema = /^\s*(?:create|alter|drop|rename|truncate)\b/i;

/** A database behind a server: reads go to any connection, a transaction has one of its own. */
export class RemoteConnection implements DatabaseConnection {
  readonly name: DialectName;
  readonly dialect: QueryDialect;
  readonly hub = new ChangeHub();
  readonly ambient = new AsyncLocalStorage<Transaction>();
  readonly #own: RemoteDialect;
  readonly #pool: RemotePool;
  readonly #limits: Limits;
  readonly #schema: RemoteSchema;
  readonly #writes: RemoteWrites;
  readonly #commits = new Commits();
  readonly #notices: RemoteNotices;

  constructor(
    own: RemoteDialect,
    pool: RemotePool,
    { limits, exchange }: { limits: Limits; exchange: (context: ExchangeContext) => RemoteExchange },
  ) {
    this.name = own.name;
    this.dialect = own.dialect;
    this.#own = own;
    this.#pool = pool;
    this.#limits = limits;
    this.#schema = new RemoteSchema(pool, own);
    this.#writes = new RemoteWrites(own, this.hub, this.#schema);
    this.#notices = new RemoteNotices(this.hub, exchange, (name) => this.#schema.has(name));
  }

  /** Reads which tables there are; once, before anything else. */
  readSchema(): Promise<void> {
    return this.#schema.refresh();
  }

  createBuilders(runner: QueryRunner): Builders {
    return this.#own.createBuilders(runner);
  }

  createDriver(): TransactionDriver {
    return new RemoteTransaction(this.#pool, this.#own, {
      limits: this.#limits,
      commits: this.#commits,
      commit: async (client, changes) => void (await this.#notices.commit(client, changes)),
    });
  }

  toDriverParams(params: readonly unknown[]): readonly unknown[] {
    return this.#own.toDriverParams(params);
  }

  async execute(statement: Statement, transaction: Transaction | undefined): Promise<StatementResult> {
    try {
      return await this.#route(statement, transaction);
    } catch (error) {
      throw this.#own.toError(error, statement.write, statement.text);
    }
  }

  /** A read outside a transaction. Connections that were lost while nobody used them are met here: another one is as good. */
  async #read(query: RemoteQuery): Promise<RemoteResult> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#pool.run(query);
      } catch (error) {
        if (tries >= maxTries || !this.#own.isLost(error)) throw error;
      }
    }
  }

  async #route(statement: Statement, transaction: Transaction | undefined): Promise<StatementResult> {
    const { text, params, write, fields } = statement;
    refuseByHand(text);
    if (!write && reads.test(text)) {
      recordReads(this.tablesAmong(statement.names));
      // A read that holds its rows belongs to the transaction, which it opens.
      if (transaction && locks.test(text)) await transaction.untilReady();
      const query = { text, params, asArrays: fields !== undefined };
      if (transaction?.state !== "open") return await this.#read(query);
      const driver = remoteTransaction(transaction);
      // Raw SQL may call a function that writes.
      const holds = fields === undefined || locks.test(text);
      return await (holds
        ? driver.write((client) => client.run(query), false)
        : driver.read((client) => client.run(query)));
    }
    if (transaction && this.#own.commitsOnSchemaChange && !write && changesSchema.test(text))
      throw new RxError("NOT_PORTABLE", { found: "a change of the schema inside a transaction", dialect: "MySQL" });
    const result = transaction ? await this.#writeIn(transaction, statement) : await this.#writeAlone(statement);
    if (!write && changesSchema.test(text)) await this.#schema.refresh();
    return result;
  }

  async #writeIn(transaction: Transaction, statement: Statement): Promise<StatementResult> {
    if (!transaction.ready) await transaction.untilReady();
    const driver = remoteTransaction(transaction);
    const write = (client: RemoteClient): Promise<StatementResult> =>
      this.#writes.write(client, statement, transaction.changes);
    return await driver.write(write, this.#writes.takesSteps(statement));
  }

  async #writeAlone(statement: Statement): Promise<StatementResult> {
    if (this.#writes.takesSteps(statement) || this.#notices.takesTransaction(statement)) {
      const transaction = new Transaction(this.createDriver(), this.hub);
      try {
        const result = await this.#writeIn(transaction, statement);
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    }
    const changes = new ChangeSet(this.#limits.maxCapturedRows);
    // Only rows that are told one by one must be told in their order; and a write that waits for another's lock holds up no reads.
    const told = statement.write?.what.type === "insert" ? this.#commits.begin() : undefined;
    try {
      const result = await this.#writeOnce(statement, changes);
      const committed = changes.toCommitted();
      this.hub.publish(committed);
      await this.#notices.tell(committed);
      return result;
    } finally {
      told?.();
    }
  }

  /** A statement that is its own transaction: where the connection is lost, nobody knows whether it was kept. */
  async #writeOnce(statement: Statement, changes: ChangeSet): Promise<StatementResult> {
    try {
      return await this.#writes.write(this.#pool, statement, changes);
    } catch (error) {
      throw this.#own.isLost(error) ? lostWrite(error) : error;
    }
  }

  async readRows(
    text: string,
    params: readonly unknown[],
    { committed = false, timeoutMs }: ReadOptions,
  ): Promise<unknown[][]> {
    const transaction = committed ? undefined : this.ambient.getStore();
    try {
      const query = { text, params, asArrays: true, often: true };
      const isInside = transaction?.state === "open";
      const { rows } = await (isInside
        ? remoteTransaction(transaction).read((client) => client.run(query))
        : this.#read({ ...query, timeoutMs }));
      if (!isInside) await this.#commits.told();
      return rows as unknown[][]; // as: asked for as arrays
    } catch (error) {
      throw this.#own.toError(error, undefined, text);
    }
  }

  async *scan(text: string, params: readonly unknown[]): AsyncGenerator<unknown[]> {
    try {
      yield* this.#pool.stream({ text, params, asArrays: true });
    } catch (error) {
      throw this.#own.toError(error, undefined, text);
    }
  }

  tablesAmong(names: Iterable<string>): readonly string[] {
    return this.#schema.tablesAmong(names);
  }

  ordersByBytes(table: string, column: string): boolean {
    return this.#schema.ordersByBytes(table, column);
  }

  tell(changes: readonly CommittedChange[]): Promise<void> {
    return this.#notices.tell(changes);
  }

  follow(onTrouble: (error: unknown) => void): Promise<void> {
    return this.#notices.follow(onTrouble);
  }

  async close(): Promise<void> {
    await this.#notices.close();
    await this.#pool.close();
  }
}

function remoteTransaction({ driver }: Transaction): RemoteTransaction {
  if (driver instanceof RemoteTransaction) return driver;
  throw new RxError("TRANSACTION_ENDED", { state: "begun on another database" });
}
