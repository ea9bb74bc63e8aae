// What a getter gave, against what it gave when it was last shown. Elements are the State's own objects: one that was
// changed in place since then is different, although it is the same object; `dirty` names those and all they hang in.
import { isShorter } from "./is-shorter.ts";
import { toText } from "./to-text.ts";

/** How to get from the value that was shown to the new one. */
export type ComputedDiff =
  | { readonly type: "same" }
  | { readonly type: "whole"; readonly text: string }
  | { readonly type: "patches"; readonly texts: readonly string[] };

const same: ComputedDiff = { type: "same" };

/** @param path of the var: State id and name. */
export function diffComputed(
  path: readonly string[],
  shown: unknown,
  value: unknown,
  dirty: ReadonlySet<object>,
): ComputedDiff {
  if (!Array.isArray(shown) || !Array.isArray(value) || shown === value) {
    return isSame(shown, value, dirty) ? same : { type: "whole", text: toText(value) };
  }
  let start = 0;
  let shownEnd = shown.length;
  let end = value.length;
  while (start < shownEnd && start < end && isSame(shown[start], value[start], dirty)) start++;
  while (shownEnd > start && end > start && isSame(shown[shownEnd - 1], value[end - 1], dirty)) {
    shownEnd--;
    end--;
  }
  if (start === shownEnd && start === end) return same;
  const texts: string[] = [];
  if (shownEnd === end) {
    for (let index = start; index < end; index++) {
      if (isSame(shown[index], value[index], dirty)) continue;
      texts.push(`[0,${JSON.stringify([...path, index])},${toText(value[index])}]`);
    }
  } else {
    const items = start === end ? "" : `,${toText(value.slice(start, end))}`;
    texts.push(`[1,${JSON.stringify(path)},${start},${shownEnd - start}${items}]`);
  }
  const length = texts.reduce((total, text) => total + text.length + 1, 0);
  return isShorter(value, length) ? { type: "whole", text: toText(value) } : { type: "patches", texts };
}

function isSame(a: unknown, b: unknown, dirty: ReadonlySet<object>): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return Object.is(a, b);
  if (a === b) return !dirty.has(a) && !(a instanceof Date);
  if (dirty.has(a) || dirty.has(b)) return false;
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  }
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key), dirty));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Array.isArray(value);
}
