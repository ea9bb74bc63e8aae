import { decodeValue } from "../protocol/decode-value.ts";
import { encodeValue } from "../protocol/values.ts";
import type { KeyValue } from "./ports.ts";

/** A value that was typed into a var. */
export interface TypedValue {
  readonly state: string;
  readonly name: string;
  readonly value: unknown;
}

const key = "rx.typed";

/** Keeps what was typed for the page load that comes now. */
export function keepTyped(storage: KeyValue, typed: readonly TypedValue[]): void {
  try {
    storage.set(key, JSON.stringify(encodeValue(typed)));
  } catch {
    // A full storage must not keep the page from loading.
  }
}

/** Takes what was kept, once. */
export function takeTyped(storage: KeyValue): readonly TypedValue[] {
  const text = storage.get(key);
  if (text === undefined) return [];
  storage.remove(key);
  try {
    const kept = decodeValue(JSON.parse(text));
    return Array.isArray(kept) ? kept.filter(isTyped) : [];
  } catch {
    // Somebody else wrote there.
    return [];
  }
}

function isTyped(value: unknown): value is TypedValue {
  if (typeof value !== "object" || value === null || !("state" in value) || !("name" in value)) return false;
  return typeof value.state === "string" && typeof value.name === "string" && "value" in value;
}
