import type { Tuple } from "../../framework/ports/live-source.ts";

/** Orders tuples as SQLite does: NULL, then numbers, text by code points, bytes. */
export function compareTuples(directions: readonly boolean[]): (a: Tuple, b: Tuple) => number {
  return (a, b) => {
    for (let index = 0; index < a.length; index++) {
      const sign = compareRaw(a[index], b[index]);
      if (sign !== 0) return directions[index] ? -sign : sign;
    }
    return 0;
  };
}

function compareRaw(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (isNumeric(a) && isNumeric(b)) return a < b ? -1 : a > b ? 1 : 0;
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) : 0;
}

function rankOf(value: unknown): number {
  if (value === null) return 0;
  return isNumeric(value) ? 1 : typeof value === "string" ? 2 : 3;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** UTF-8 bytes are in the order of code points; JavaScript's `<` puts surrogates before U+E000. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return toOrder(left) - toOrder(right);
  }
  return a.length - b.length;
}

function toOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
