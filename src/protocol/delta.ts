// Shapes of what changed in a State. Applying them is the browser's affair (client/apply-delta.ts), making them the server's (framework/collect-delta.ts).

/** A way into a var: State id, var name, then keys and indexes. */
export type PatchPath = readonly (string | number)[];

/**
 * One change inside a var.
 * `0` set · `1` splice (start, deleted, items) · `2` delete · `3` reorder by runs of ascending source indexes
 * `[start, length, …]` · `4` Set add · `5` Set delete.
 */
export type Patch =
  | readonly [op: 0, path: PatchPath, value: unknown]
  | readonly [op: 1, path: PatchPath, start: number, deleted: number, items?: readonly unknown[]]
  | readonly [op: 2, path: PatchPath]
  | readonly [op: 3, path: PatchPath, runs: readonly number[]]
  | readonly [op: 4, path: PatchPath, value: unknown]
  | readonly [op: 5, path: PatchPath, value: unknown];

/** Whole vars by State id and name. */
export type VarValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a browser may do with a State; sent once for each State and socket, with the State's first values. */
export interface StateShape {
  /** Names of the events. */
  readonly events: readonly string[];
  /** Names of the vars that the browser may set: bindable, url and stored ones. */
  readonly bindable?: readonly string[];
  /** url vars: name to their key in the query string. */
  readonly url?: Readonly<Record<string, string>>;
  /** Names of the vars that the browser keeps in localStorage. */
  readonly stored?: readonly string[];
}
