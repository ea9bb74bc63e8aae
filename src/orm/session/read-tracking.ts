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
