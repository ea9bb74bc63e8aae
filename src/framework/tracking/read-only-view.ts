import { RxError } from "../../errors/rx-error.ts";
import { kindOf } from "./kind-of.ts";
import { rawOf, rememberRaw } from "./raw-of.ts";

const views = new WeakMap<object, object>();

/** What a getter gave, as a handler may have it: an assignment is refused instead of lost. */
export function readOnlyView(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const raw: object = rawOf(value);
  const known = views.get(raw);
  if (known !== undefined) return known;
  const kind = kindOf(raw);
  if (kind !== "object" && kind !== "array") return value;
  const view = new Proxy(raw, handler);
  views.set(raw, view);
  rememberRaw(view, raw);
  return view;
}

const refuse = (): never => {
  throw new RxError("STATE_READ_ONLY");
};

type Search = (this: object, item: unknown, ...from: number[]) => unknown;

const searches: ReadonlyMap<string, Search> = new Map<string, Search>(
  (["indexOf", "lastIndexOf", "includes"] as const).map((name) => [name, createSearch(name)]),
);

/** Compares what is behind the views. */
function createSearch(name: "indexOf" | "lastIndexOf" | "includes"): Search {
  return function (this: object, item: unknown, ...from: number[]): unknown {
    const raw = rawOf(this);
    return Array.isArray(raw) ? Reflect.apply(raw[name], raw, [rawOf(item), ...from]) : undefined;
  };
}

const handler: ProxyHandler<object> = {
  get(raw, key) {
    const value: unknown = Reflect.get(raw, key);
    if (typeof value === "function" && Array.isArray(raw) && typeof key === "string") return searches.get(key) ?? value;
    return readOnlyView(value);
  },
  set: refuse,
  deleteProperty: refuse,
  defineProperty: refuse,
  setPrototypeOf: refuse,
};
