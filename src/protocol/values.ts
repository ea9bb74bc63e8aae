// Tagged JSON, outwards: `~d<ms>` Date, `~n<digits>` bigint, `~u` undefined, `~nan ~inf ~-inf ~-0`, `~b<base64>` bytes,
// {"~m": …} Map, {"~s": …} Set; a real leading ~ is doubled, in strings and in keys. decode-value.ts is the way back.
// The input is never changed: a container is copied from its first special value on, and not at all where it has none.
import { RxError } from "../errors/rx-error.ts";
import { Encoded } from "./encoded.ts";
import { forbiddenKeys } from "./reserved-names.ts";
import { secretIn } from "./secret-mark.ts";

const tilde = 126;
/** Deeper than any real value and far from the end of the stack: a value that contains itself ends here. */
const maxDepth = 500;

/**
 * A value as JSON can say it, for `JSON.stringify`; `decodeValue` gives the same value back, types and all. An object
 * with a `toJSON` is sent as what that returns.
 *
 * @throws RxError VALUE_NOT_SENDABLE for functions, symbols, cycles and keys that lead to a prototype,
 * SECRET_NOT_SENDABLE for a row that holds a secret column.
 */
export function encodeValue(value: unknown): unknown {
  return encode(value, 0);
}

function encode(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return value.charCodeAt(0) === tilde ? `~${value}` : value;
    case "number":
      return encodeNumber(value);
    case "boolean":
      return value;
    case "undefined":
      return "~u";
    case "bigint":
      return `~n${value}`;
    case "object":
      return value === null ? null : encodeObject(value, depth);
    default:
      throw new RxError("VALUE_NOT_SENDABLE", { found: `a ${typeof value}` });
  }
}

function encodeNumber(value: number): unknown {
  if (value === 0) return Object.is(value, -0) ? "~-0" : 0;
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "~nan" : value > 0 ? "~inf" : "~-inf";
}

function encodeObject(value: object, depth: number): unknown {
  if (depth > maxDepth) {
    throw new RxError("VALUE_NOT_SENDABLE", { found: `one that contains itself, or is deeper than ${maxDepth}` });
  }
  if (Array.isArray(value)) return encodeArray(value, depth + 1);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return encodeRecord(value, depth + 1);
  if (value instanceof Encoded) return value.json;
  if (value instanceof Date) return `~d${value.getTime()}`;
  if (value instanceof Map) {
    return { "~m": Array.from(value, ([key, item]) => [encode(key, depth + 1), encode(item, depth + 1)]) };
  }
  if (value instanceof Set) return { "~s": Array.from(value, (item) => encode(item, depth + 1)) };
  if (value instanceof Uint8Array) return `~b${toBase64(value)}`;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    throw new RxError("VALUE_NOT_SENDABLE", { found: "binary data other than Uint8Array" });
  }
  if ("toJSON" in value && typeof value.toJSON === "function") return encode(value.toJSON(), depth + 1);
  return encodeRecord(value, depth + 1);
}

function encodeArray(value: readonly unknown[], depth: number): unknown {
  let copy: unknown[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item = value[index];
    const encoded = encode(item, depth);
    if (copy !== undefined) copy.push(encoded);
    else if (encoded !== item) {
      copy = value.slice(0, index);
      copy.push(encoded);
    }
  }
  return copy ?? value;
}

function encodeRecord(value: object, depth: number): unknown {
  if (!isRecord(value)) return value;
  const secret = secretIn(value);
  if (secret !== undefined) throw new RxError("SECRET_NOT_SENDABLE", { column: secret });
  const keys = Object.keys(value);
  let copy: Record<string, unknown> | undefined;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? "";
    const item = value[key];
    if (forbiddenKeys.has(key)) throw new RxError("VALUE_NOT_SENDABLE", { found: `a key named ${key}` });
    const encoded = encode(item, depth);
    const name = key.charCodeAt(0) === tilde ? `~${key}` : key;
    if (copy === undefined && (encoded !== item || name !== key)) {
      copy = {};
      for (const earlier of keys.slice(0, index)) copy[earlier] = value[earlier];
    }
    if (copy !== undefined) copy[name] = encoded;
  }
  return copy ?? value;
}

/** Any object may be read by any key; the compiler wants to be told. */
function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  return typeof value === "object";
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // In pieces: a call takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(binary);
}
