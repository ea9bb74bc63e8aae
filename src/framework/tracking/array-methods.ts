// What an array's proxy has in place of the array's own mutators, and of the readers that compare by identity. All other
// methods run as they are, through the proxy: what they hand out is followed.
import type { ArrayNode } from "./array-node.ts";
import { arrayNodeOf } from "./node-of.ts";
import { rawOf } from "./raw-of.ts";

type Method = (this: object, ...args: unknown[]) => unknown;

function method(run: (node: ArrayNode, args: unknown[], proxy: object) => unknown): Method {
  return function (this: object, ...args: unknown[]): unknown {
    const node = arrayNodeOf(this);
    if (node === undefined) throw new TypeError("An array method was called on something else.");
    return run(node, args, this);
  };
}

/** Methods by name. */
export const arrayMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  [
    "push",
    method((node, args) => {
      node.splice(node.items.length, 0, args);
      return node.items.length;
    }),
  ],
  [
    "pop",
    method((node) => node.tracker.proxyOf(node.splice(node.items.length - 1, Math.min(1, node.items.length), [])[0])),
  ],
  ["shift", method((node) => node.tracker.proxyOf(node.splice(0, Math.min(1, node.items.length), [])[0]))],
  [
    "unshift",
    method((node, args) => {
      node.splice(0, 0, args);
      return node.items.length;
    }),
  ],
  ["splice", method(splice)],
  ["sort", method((node, [compare], proxy) => sort(node, compare, proxy))],
  [
    "reverse",
    method((node, _args, proxy) => {
      const last = node.items.length - 1;
      node.reorder(node.items.map((_, index) => last - index));
      return proxy;
    }),
  ],
  ["fill", method(fill)],
  [
    "copyWithin",
    method((node, [target, start, end], proxy) => {
      // Copies leave one object in two places: that is for the check of the tree to say.
      node.replace(() => void node.items.copyWithin(toInteger(target), toInteger(start), toOptional(end)));
      return proxy;
    }),
  ],
  ["indexOf", method((node, [item, from]) => node.items.indexOf(rawOf(item), toInteger(from)))],
  [
    "lastIndexOf",
    method((node, [item, ...from]) =>
      from.length === 0 ? node.items.lastIndexOf(rawOf(item)) : node.items.lastIndexOf(rawOf(item), toInteger(from[0])),
    ),
  ],
  ["includes", method((node, [item, from]) => node.items.includes(rawOf(item), toInteger(from)))],
]);

function splice(node: ArrayNode, args: unknown[]): unknown[] {
  const { length } = node.items;
  if (args.length === 0) return [];
  const start = clamp(toInteger(args[0]), length);
  const deleted = args.length === 1 ? length - start : Math.max(0, Math.min(toInteger(args[1]), length - start));
  return node.splice(start, deleted, args.slice(2)).map((item) => node.tracker.proxyOf(item));
}

function fill(node: ArrayNode, args: unknown[], proxy: object): object {
  const { length } = node.items;
  const end = args[2] === undefined ? length : clamp(toInteger(args[2]), length);
  for (let index = clamp(toInteger(args[1]), length); index < end; index++) node.setAt(index, args[0]);
  return proxy;
}

function sort(node: ArrayNode, compare: unknown, proxy: object): object {
  const { items } = node;
  const isFunction = typeof compare === "function";
  const byText = (a: unknown, b: unknown): number => {
    const [left, right] = [String(a), String(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const order = items.map((_, index) => index);
  order.sort((a, b) => {
    const [left, right] = [items[a], items[b]];
    // As the standard has it: undefined comes last and is never compared.
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return isFunction ? Number(compare(left, right)) : byText(left, right);
  });
  node.reorder(order);
  return proxy;
}

function clamp(index: number, length: number): number {
  return index < 0 ? Math.max(0, length + index) : Math.min(index, length);
}

function toInteger(value: unknown): number {
  const number = Math.trunc(Number(value ?? 0));
  return Number.isNaN(number) ? 0 : number;
}

function toOptional(value: unknown): number | undefined {
  return value === undefined ? undefined : toInteger(value);
}
