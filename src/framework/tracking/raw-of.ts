const raws = new WeakMap<object, object>();

/** Remembers what a proxy of ours stands for. */
export function rememberRaw(proxy: object, raw: object): void {
  raws.set(proxy, raw);
}

/** What a value is without our proxy; anything else is itself. */
export function rawOf<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  // The map holds for each proxy its own target, which has the proxy's type.
  return (raws.get(value) as T | undefined) ?? value;
}
