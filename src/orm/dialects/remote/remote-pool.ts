import type { StatementResult } from "../../session/statement.ts";

/** A statement for a server, as text. */
export interface RemoteQuery {
  readonly text: string;
  readonly params: readonly unknown[];
  /** Rows as arrays; else as objects by the names that the database gives. */
  readonly asArrays: boolean;
  /** Will be run again: worth being prepared by the server. */
  readonly often?: boolean;
  /** Ends it sooner than the connection's own limit. Of a read outside a transaction. */
  readonly timeoutMs?: number | undefined;
}

/** One connection to a server, held for as long as a transaction lasts. */
export interface RemoteClient {
  run(query: RemoteQuery): Promise<RemoteResult>;
  /** Gives it back; `broken`: it is not to be used again. */
  release(broken?: boolean): void;
}

/** What a server's driver answers. */
export interface RemoteResult extends StatementResult {
  /** MySQL: the first number that an AUTO_INCREMENT column was given. */
  readonly insertId?: number | undefined;
}

/** The connections of one database, at most so many at a time. */
export interface RemotePool {
  run(query: RemoteQuery): Promise<RemoteResult>;
  /** Waits for a free connection. Throws DATABASE_BUSY. */
  acquire(): Promise<RemoteClient>;
  /** Rows of a long read one after another, on a connection of its own. */
  stream(query: RemoteQuery): AsyncIterable<unknown[]>;
  close(): Promise<void>;
}
