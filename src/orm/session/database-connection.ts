import type { AsyncLocalStorage } from "node:async_hooks";
import type { CommittedChange } from "../../framework/ports/change-feed.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { Builders } from "./builders.ts";
import type { ChangeHub } from "./change-hub.ts";
import type { QueryRunner } from "./query-runner.ts";
import type { Statement, StatementResult } from "./statement.ts";
import type { QueryDialect } from "./track-dialect.ts";
import type { Transaction } from "./transaction.ts";
import type { TransactionDriver } from "./transaction-driver.ts";

/** What a dialect brings for a database that is open; everything above it is the same for all. */
export interface DatabaseConnection {
  readonly name: DialectName;
  readonly dialect: QueryDialect;
  readonly hub: ChangeHub;
  /** The transaction of whatever runs now. */
  readonly ambient: AsyncLocalStorage<Transaction>;
  /** Drizzle's builders of this dialect, whose queries the runner runs. */
  createBuilders(runner: QueryRunner): Builders;
  /** What one root transaction does with the database. */
  createDriver(): TransactionDriver;
  /** Parameters in the types that the driver takes. */
  toDriverParams(params: readonly unknown[]): readonly unknown[];
  /** Runs one statement where it belongs. Throws what the database throws, as an RxError. */
  execute(statement: Statement, transaction: Transaction | undefined): Promise<StatementResult>;
  /** Which of these names are tables of this database? */
  tablesAmong(names: Iterable<string>): readonly string[];
  /** Are texts of this column ordered by their bytes, and not by a language's rules? */
  ordersByBytes(table: string, column: string): boolean;
  /** Rows of a read of the framework's own, as arrays; nothing is tracked. */
  readRows(text: string, params: readonly unknown[], options: ReadOptions): Promise<unknown[][]>;
  /** Rows of a long read one after another, on a connection of its own that sees one moment of the database. */
  scan(text: string, params: readonly unknown[], options: ReadOptions): AsyncIterable<unknown[]>;
  /** Tells the other processes of something that was committed by nobody's transaction. */
  tell(changes: readonly CommittedChange[]): Promise<void>;
  /** Publishes from now on what others commit; once, until it is closed. */
  follow(onTrouble: (error: unknown) => void): Promise<void>;
  close(): Promise<void>;
}

/** How to read. */
export interface ReadOptions {
  /** Integers come as bigint. */
  readonly bigints?: boolean;
  /** As others see it, also inside a transaction. */
  readonly committed?: boolean;
  /** May take long: where a read holds up this process, another one does it. */
  readonly long?: boolean;
  /** Ends it sooner than `statementTimeoutMs` does. */
  readonly timeoutMs?: number | undefined;
  /** Nobody waits any more: a long read is ended where that is possible. */
  readonly signal?: AbortSignal | undefined;
}
