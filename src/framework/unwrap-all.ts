import { kindOf } from "./tracking/kind-of.ts";
import { rawOf } from "./tracking/raw-of.ts";

/** A value without our proxies, wherever in it they are: taken out in place. */
export function unwrapAll(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  const raw: object = rawOf(value);
  // What was behind a proxy of ours holds none itself.
  if (raw !== value || depth > 500) return raw;
  const kind = kindOf(raw);
  if (kind !== "object" && kind !== "array") return raw;
  for (const key of Object.keys(raw)) {
    const child: unknown = Reflect.get(raw, key);
    if (typeof child !== "object" || child === null) continue;
    const bare = unwrapAll(child, depth + 1);
    if (bare !== child) Reflect.set(raw, key, bare);
  }
  return raw;
}
