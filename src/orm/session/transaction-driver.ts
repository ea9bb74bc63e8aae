import type { CommittedChange } from "../../framework/ports/change-feed.ts";

/** What a dialect does for one root transaction. It holds the writer, or a connection of its own, from `begin` to `release`. */
export interface TransactionDriver {
  readonly maxWaitMs: number;
  readonly maxCapturedRows: number;
  /** Waits for the turn and begins. */
  begin(): Promise<void>;
  /** Ends it; other processes are told what it did with it, or not at all. */
  commit(changes: readonly CommittedChange[]): Promise<void>;
  rollback(): Promise<void>;
  /** Gives the turn back. */
  release(): void;
  savepoint(depth: number): Promise<void>;
  keepSavepoint(depth: number): Promise<void>;
  undoSavepoint(depth: number): Promise<void>;
}
