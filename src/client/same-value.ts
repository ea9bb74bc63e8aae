import { encodeValue } from "../protocol/values.ts";

/** Do two sendable values say the same? Small values only: both are written out. */
export function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(encodeValue(a)) === JSON.stringify(encodeValue(b));
}
