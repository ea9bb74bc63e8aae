// In development only: a getter that reads a var after its first `await` would not be recomputed when that var changes.
import { AsyncLocalStorage } from "node:async_hooks";

interface GetterRun {
  readonly getter: string;
  readonly owner: object;
  isSynchronous: boolean;
}

const runs = new AsyncLocalStorage<GetterRun>();

/** Runs a getter so that what it reads late can be told. */
export function runGetter<T>(owner: object, getter: string, fn: () => T): T {
  const run: GetterRun = { getter, owner, isSynchronous: true };
  try {
    return runs.run(run, fn);
  } finally {
    run.isSynchronous = false;
  }
}

/** The getter of this owner that is past its first `await` and reads now. */
export function lateGetterOf(owner: object): string | undefined {
  const run = runs.getStore();
  return run === undefined || run.isSynchronous || run.owner !== owner ? undefined : run.getter;
}
