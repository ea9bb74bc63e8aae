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
  const open: unknown[] = [json];
  let keys = 0;
  let items = 0;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") checkString(value, bounds.maxStringBytes);
    else if (typeof value === "number") checkNumber(value);
    else if (Array.isArray(value)) {
      items += value.length;
      if (items > bounds.maxItems) refuse(bounds.maxItems, "items in lists", items);
      for (const item of value) open.push(item);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (++keys > bounds.maxKeys) refuse(bounds.maxKeys, "keys", keys);
        if (forbiddenKeys.has(key)) throw new RxError("BAD_MESSAGE", { found: `a key named ${key}` });
        checkString(key, bounds.maxStringBytes);
        open.push(item);
      }
    }
  }
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
