/** How far a migration is that is on its way: one column of the journal, as JSON. */
export interface Progress {
  readonly way: "up" | "down";
  /** Statements that were run, of how many. */
  readonly done: number;
  readonly steps: number;
  /** Checksum of the statements that were run: they may not be edited any more. */
  readonly checksum: string;
  /** The statement that was begun and of which nobody knows whether it was run, where it commits by itself. */
  readonly begun?: {
    readonly text: string;
    /** How the tables that it names looked before it. */
    readonly tables: Readonly<Record<string, string>>;
  };
}

/** Reads what the journal holds; undefined where nothing is on its way. */
export function parseProgress(text: unknown): Progress | undefined {
  return typeof text === "string" ? JSON.parse(text) : undefined;
}
