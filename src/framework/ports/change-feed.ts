/** Values of a primary key, in the order of its columns. */
export type KeyValues = readonly unknown[];

/** A row of one table as JavaScript values, by the names that the model gives its columns. */
export type StoredValues = Readonly<Record<string, unknown>>;

/**
 * What one commit did to one table. A row that was written several times in the transaction is there once, with what it was
 * before the first write; a row whose key was changed is there under its old key and under its new one.
 */
export interface CommittedChange {
  /** Name in the database. */
  readonly table: string;
  /**
   * Primary keys of the rows that were inserted, changed or deleted. `unknown`: nobody watched the table, the write went round
   * `db`, hit more than `maxCapturedRows` rows, or came by a cascade.
   */
  readonly keys: readonly KeyValues[] | "unknown";
  /** Where keys are known: the row of each key before the commit, null where there was none. */
  readonly before: readonly (StoredValues | null)[] | undefined;
  /** Where all that was done were updates: the columns that they wrote, by their names in the database. Undefined: any. */
  readonly columns?: readonly string[];
  /**
   * Another process or program committed it. It is told later than its own process is, so reads may have seen it before; what rows
   * were before is not told.
   */
  readonly elsewhere?: boolean;
}

/** What was committed, told in the order of the commits; implemented by orm. */
export interface ChangeFeed {
  /** From now on keys and rows before each write of this table are captured; the result ends it. Counted: several may watch. */
  watch(table: string): () => void;
  /** Calls back after every commit, synchronously and before the writer's promise settles; `*` as the table: unknown, all of them. */
  onCommit(callback: (changes: readonly CommittedChange[]) => void): () => void;
}
