import type { MedianInterval } from "./median-interval.ts";

/** How a scenario is run. */
export interface BenchOptions {
  /** The same in under 60 s: fewer rounds. */
  readonly quick: boolean;
  /** Rows of the tables, where another number than the scenario's own is wanted. */
  readonly rows?: number;
}

/** One mark of performance.md: it holds when the worse end of the interval does. */
export interface Mark {
  /** What is compared, as `ratio.ws-echo`. */
  readonly name: string;
  readonly value: MedianInterval;
  readonly is: ">=" | "<=";
  readonly limit: number;
}

/** What came out. */
export interface ScenarioResult {
  /** The figure that the scenario is named for, with its unit in the table. */
  readonly ours: number;
  /** The same of the floor and the peers. */
  readonly against: Readonly<Record<string, number>>;
  readonly marks: readonly Mark[];
  /** Lines for a reader, in Markdown. */
  readonly table: readonly string[];
}

/** The default export of `bench/<name>.ts`. */
export type Scenario = (options: BenchOptions) => Promise<ScenarioResult>;
