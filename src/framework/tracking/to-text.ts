import { secretIn } from "../../protocol/secret-mark.ts";
import { encodeValue } from "../../protocol/values.ts";
import { keyText } from "./key-text.ts";
import { quoteText } from "./quote-text.ts";

/** A longer list is written faster by JSON.stringify. */
const maxItems = 8;

/** A value as JSON text of tagged values. */
export function toText(value: unknown): string {
  // What changes is mostly one value or one flat row: written piece by piece that takes half the time.
  return shortText(value) ?? JSON.stringify(encodeValue(value));
}

function shortText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return plainText(value);
  return Array.isArray(value) ? shortListText(value) : flatText(value);
}

function shortListText(items: readonly unknown[]): string | undefined {
  if (items.length > maxItems) return undefined;
  let text = "";
  for (const item of items) {
    const own = typeof item === "object" && item !== null && !Array.isArray(item) ? flatText(item) : plainText(item);
    if (own === undefined) return undefined;
    text += text === "" ? own : `,${own}`;
  }
  return `[${text}]`;
}

/** An object without others in it, and without anything that encodeValue would refuse. */
function flatText(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || secretIn(value) !== undefined) return undefined;
  let text = "";
  for (const key of Object.keys(value)) {
    const name = keyText(key);
    const own = plainText(Reflect.get(value, key));
    if (name === undefined || own === undefined) return undefined;
    text += text === "" ? name + own : `,${name}${own}`;
  }
  return `{${text}}`;
}

/** What JSON says as it stands; undefined for what needs a tag. */
function plainText(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : undefined;
    case "string":
      return value.startsWith("~") ? undefined : quoteText(value);
    case "boolean":
      return value ? "true" : "false";
    default:
      return value === null ? "null" : undefined;
  }
}
