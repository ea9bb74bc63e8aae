import type { RowsHandle } from "../../protocol/rows.ts";

/** How the framework meets queries without knowing SQL: implemented by orm. */
export interface QuerySource {
  /** Is what a getter returned rows: a select, a model, `rows(…)`? Must be asked before "is it a promise": selects are thenables. */
  accepts(value: unknown): boolean;
  /** What the browser learns of it and what makes it the same query as before, without running it. */
  describe(value: unknown): QueryDescription;
  /** Runs `fn` and remembers which tables it read, also after an `await` of the promise that it returns. */
  track<T>(fn: () => T): { readonly value: T; readonly tables: ReadonlySet<string> };
  /** Calls back after every commit with the tables written (`*`: unknown, all of them). */
  onCommit(callback: (tables: ReadonlySet<string>) => void): () => void;
}

/** A rows var's query, described. */
export interface QueryDescription {
  /** SQL, parameters and options: equal text is the same query. */
  readonly identity: string;
  /** Without its number, which the session gives. */
  readonly handle: Omit<RowsHandle, "~r">;
}
