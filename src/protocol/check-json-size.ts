import { RxError } from "../errors/rx-error.ts";
import { forbiddenKeys } from "./reserved-names.ts";

/** Bounds of one parsed value. */
export interface JsonBounds {
  readonly maxKeys: number;
  readonly maxItems: number;
  readonly maxStringBytes: number;
}

/**
 * Refuses a parsed value that is too wide, holds too long a string, a number that is not finite or a key that leads to
 * a prototype. Walks without recursion.
 *
 * @throws RxError MESSAGE_TOO_LARGE or BAD_MESSAGE.
 */
export function checkJsonSize(json: unknown, bounds: JsonBounds): void {
  // Runs for every message: leaves are looked at where they are met, only containers wait for their turn.
  const open: unknown[] = [json];
  let keys = 0;
  let items = 0;
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) {
      items += value.length;
      if (items > bounds.maxItems) refuse(bounds.maxItems, "items in lists", items);
      for (const item of value) meet(item, open, bounds.maxStringBytes);
    } else if (isRecord(value)) {
      // JSON.parse makes own properties only, and all of them enumerable.
      for (const key in value) {
        if (++keys > bounds.maxKeys) refuse(bounds.maxKeys, "keys", keys);
        // The shortest of them has nine letters: most keys need no look.
        if (key.length > 8 && forbiddenKeys.has(key)) throw new RxError("BAD_MESSAGE", { found: `a key named ${key}` });
        checkString(key, bounds.maxStringBytes);
        meet(value[key], open, bounds.maxStringBytes);
      }
    } else meet(value, open, bounds.maxStringBytes);
  }
}

function meet(value: unknown, open: unknown[], maxStringBytes: number): void {
  if (typeof value === "string") checkString(value, maxStringBytes);
  else if (typeof value === "number") checkNumber(value);
  else if (typeof value === "object" && value !== null) open.push(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function checkNumber(value: number): void {
  if (!Number.isFinite(value)) throw new RxError("BAD_MESSAGE", { found: "a number beyond what a number can hold" });
}

function checkString(text: string, maxBytes: number): void {
  // A UTF-16 unit is at most 3 bytes of UTF-8, so most strings need no count.
  if (text.length * 3 <= maxBytes) return;
  let bytes = 0;
  for (let index = 0; index < text.length && bytes <= maxBytes; index++) {
    const unit = text.charCodeAt(index);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
  }
  if (bytes > maxBytes) refuse(maxBytes, "bytes in one text", `more, in one of ${text.length} characters`);
}

function refuse(limit: number, unit: string, found: number | string): never {
  throw new RxError("MESSAGE_TOO_LARGE", { limit, unit, found });
}
