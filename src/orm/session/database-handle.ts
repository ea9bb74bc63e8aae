import type { SQL } from "drizzle-orm";
import type { ChangeFeed } from "../../framework/ports/change-feed.ts";
import type { Connection } from "../database.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { ReadOptions } from "./database-connection.ts";
import type { Transaction } from "./transaction.ts";

/** SQL as text, ready to be run many times. */
export interface QueryText {
  readonly text: string;
  readonly params: readonly unknown[];
  /** Tables that it reads, by their names in the database. */
  readonly tables: readonly string[];
}

/** What the framework's own code can do with an open database, beside what an app can. One for each dialect. */
export interface DatabaseHandle {
  readonly dialect: DialectName;
  readonly url: string;
  readonly database: Connection;
  readonly changes: ChangeFeed;
  toText(query: SQL): QueryText;
  /** Rows of a read as the driver's arrays. */
  rows(text: string, params: readonly unknown[], options?: ReadOptions): Promise<unknown[][]>;
  /** Rows of a long read one after another, all of one moment, on a connection of its own: the loop may do other things between them. */
  scan(text: string, params: readonly unknown[], options?: ReadOptions): AsyncIterable<unknown[]>;
  /** Are texts of this column ordered by their bytes, so that JavaScript orders them alike? */
  ordersByBytes(table: string, column: string): boolean;
  /** Says that a table was written by somebody else, here at once and to the other processes; `*`: any. Rejects where they could not be told. */
  announce(table: string): Promise<void>;
  /**
   * From now on `changes` tells, too, what other processes and programs commit. What cannot be heard for a while is made good by
   * `*` as soon as it can.
   *
   * @param onTrouble hears of each failure, of which another try follows
   */
  follow(onTrouble: (error: unknown) => void): Promise<void>;
  createTransaction(): Transaction;
  /** Runs `fn` so that its queries belong to the transaction; undefined: to none. */
  runIn<T>(transaction: Transaction | undefined, fn: () => T): T;
}
