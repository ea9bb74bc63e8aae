import type { Answer } from "../../protocol/messages.ts";

/** Where an event's writes go together: implemented by orm on a database, by nothing where an app has none. */
export interface UnitOfWork {
  /** A new unit. Nothing is opened before the first write in `run`. */
  begin(scope: WorkScope | null): Work;
  /** Answers that committed with these ids, for a session that was lost. */
  recorded(token: string, ids: readonly number[]): Promise<readonly Answer[]>;
  /** Ids up to `durable` are kept elsewhere now: their ledger rows may go. */
  settle(token: string, durable: number): void;
  /** Deletes ledger rows older than `ledgerKeptMs` and those settled; called now and then by who owns the timers. */
  sweep(): Promise<void>;
}

/** Which numbered message a unit of work belongs to; null for a turn or a page that has none. */
export interface WorkScope {
  readonly token: string;
  readonly id: number;
  /** An `event.effect`: `start` writes a mark before it runs, so that a crash can be told as `interrupted`. */
  readonly effect?: true;
}

/** One event's unit of work. */
export interface Work {
  /** Where the scope is an effect: awaited before its handler runs; commits the start mark. */
  start(): Promise<void>;
  /** Runs `fn` so that every write through `db`, also after an `await`, belongs to this unit. */
  run<T>(fn: () => T): T;
  /** Has anything been written, a start mark too, or is about to be? */
  readonly wrote: boolean;
  /** Milliseconds since its first write: so long has it kept others from writing, where the database has one writer. */
  readonly heldMs: number;
  /**
   * Ends a unit that wrote nothing, at once; where it wrote, `commit` or `rollback` does. One of the three is always called:
   * a query that runs later, from a timer of the handler, would open a transaction that nobody ends. After `end` and
   * `commit` such a query runs by itself, after `rollback` it is refused.
   */
  end(): void;
  /** Writes the ledger row with this answer, commits, and publishes the tables written. Throws what the database throws. */
  commit(answer: Answer): Promise<void>;
  /** Undoes every write; of an effect that ran, the answer is recorded all the same. */
  rollback(answer?: Answer): Promise<void>;
}
