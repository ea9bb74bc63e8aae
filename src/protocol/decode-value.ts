// Tagged JSON, inwards; values.ts lists the tags.
import { RxError } from "../errors/rx-error.ts";

const tilde = 126;

/**
 * The value that `encodeValue` was given, from what `JSON.parse` made of its text. Works in place and returns what to
 * use instead; a frame whose text has no `"~` need not be decoded. A rows handle (`~r`) comes out as it is.
 *
 * @throws RxError BAD_MESSAGE for a tag that does not exist.
 */
export function decodeValue(json: unknown): unknown {
  if (typeof json === "string") return json.charCodeAt(0) === tilde ? decodeTag(json) : json;
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) {
    for (let index = 0; index < json.length; index++) json[index] = decodeValue(json[index]);
    return json;
  }
  return decodeObject(json);
}

function decodeTag(text: string): unknown {
  switch (text) {
    case "~u":
      return undefined;
    case "~nan":
      return Number.NaN;
    case "~inf":
      return Number.POSITIVE_INFINITY;
    case "~-inf":
      return Number.NEGATIVE_INFINITY;
    case "~-0":
      return -0;
  }
  const rest = text.slice(2);
  switch (text[1]) {
    case "~":
      return text.slice(1);
    case "d":
      if (rest === "NaN" || /^-?\d{1,16}$/.test(rest)) return new Date(Number(rest));
      break;
    case "n":
      if (/^-?\d+$/.test(rest)) return BigInt(rest);
      break;
    case "b":
      if (/^[A-Za-z0-9+/]*={0,2}$/.test(rest) && rest.length % 4 === 0) return fromBase64(rest);
      break;
  }
  throw new RxError("BAD_MESSAGE", { found: `the unknown tag ${text.slice(0, 20)}` });
}

function decodeObject(json: object): unknown {
  const keys = Object.keys(json);
  if (!keys.some((key) => key.charCodeAt(0) === tilde)) {
    for (const key of keys) Reflect.set(json, key, decodeValue(Reflect.get(json, key)));
    return json;
  }
  const first: unknown = Reflect.get(json, keys[0] ?? "");
  if (keys[0] === "~r") return json;
  if (keys.length === 1 && keys[0] === "~m" && Array.isArray(first)) return new Map(first.map(decodeEntry));
  if (keys.length === 1 && keys[0] === "~s" && Array.isArray(first)) return new Set(first.map(decodeValue));
  // A new object, so that the keys keep their order.
  const decoded: Record<string, unknown> = {};
  for (const key of keys) decoded[decodeKey(key)] = decodeValue(Reflect.get(json, key));
  return decoded;
}

function decodeEntry(entry: unknown): [unknown, unknown] {
  if (!Array.isArray(entry) || entry.length !== 2) {
    throw new RxError("BAD_MESSAGE", { found: "a Map entry that is no pair" });
  }
  return [decodeValue(entry[0]), decodeValue(entry[1])];
}

function decodeKey(key: string): string {
  if (key.charCodeAt(0) !== tilde) return key;
  if (key.charCodeAt(1) === tilde) return key.slice(1);
  throw new RxError("BAD_MESSAGE", { found: `the unknown key ${key.slice(0, 20)}` });
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
