import type { QueryDescription } from "./ports/query-source.ts";

/** What the browser was shown last of a rows var. */
export interface ShownRows {
  readonly r: number;
  readonly identity: string;
  value: unknown;
}

/** What a getter gave. */
export type Computed =
  | { readonly type: "value"; readonly value: unknown }
  | { readonly type: "rows"; readonly value: unknown; readonly description: QueryDescription }
  | {
      readonly type: "promise";
      readonly promise: Promise<unknown>;
      readonly tables: ReadonlySet<string>;
      /** What the browser is shown: undefined until it is settled, or what was there before where only rows changed. */
      value: unknown;
    };

/** A getter of one State: what it gave, and what it read. */
export interface ComputedVar {
  readonly name: string;
  readonly getter: () => unknown;
  readonly reads: Set<string>;
  /** The State's clock when it ran; -1: never, or a table that it read was written. */
  at: number;
  result: Computed | undefined;
  isRunning: boolean;
  /** What the browser was shown of it: the result, and the value that it had then. */
  shownResult: Computed | undefined;
  shown: unknown;
  shownRows: ShownRows | undefined;
  /** A table that it read was written: what is shown may stay until the new value is there. */
  isRefreshing: boolean;
}

/** A getter that has not run yet. */
export function createComputedVar(name: string, getter: () => unknown): ComputedVar {
  return {
    name,
    getter,
    reads: new Set(),
    at: -1,
    result: undefined,
    isRunning: false,
    shownResult: undefined,
    shown: undefined,
    shownRows: undefined,
    isRefreshing: false,
  };
}
