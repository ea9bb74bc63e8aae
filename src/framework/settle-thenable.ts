/** A value as it is, a thenable that is no promise run now: a query that nobody awaited runs where it was returned. */
export function settleThenable(value: unknown): unknown {
  if (!isThenable(value) || value instanceof Promise) return value;
  return new Promise((resolve, fail) => {
    value.then(resolve, fail);
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
