import { AsyncLocalStorage } from "node:async_hooks";

const recorder = new AsyncLocalStorage<Set<string>>();

/**
 * Runs `fn` and collects the tables that it reads, also after an `await`: the set grows until the promise that it returns is
 * settled. A query that is only returned is not run: the value may be rows, whose select nobody awaits.
 */
export function trackReads<T>(fn: () => T): { readonly value: T; readonly tables: ReadonlySet<string> } {
  const tables = new Set<string>();
  return { value: recorder.run(tables, fn), tables };
}

/** Notes that tables are read now, for whoever tracks. */
export function recordReads(tables: Iterable<string>): void {
  const set = recorder.getStore();
  if (set) for (const table of tables) set.add(table);
}

/**
 * A query runs when it is awaited, which would be outside the context that it was made in: it is awaited here, for a value that is a
 * promise to the caller all the same.
 */
export function settleInside<T>(value: T): T {
  const lazy = typeof value === "object" && value !== null && "then" in value && !(value instanceof Promise);
  if (!lazy) return value;
  const settled: unknown = Promise.resolve(value);
  return settled as T; // as: a promise of the same value takes the place of the lazy query
}
