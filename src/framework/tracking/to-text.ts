import { encodeValue } from "../../protocol/values.ts";

/** A value as JSON text of tagged values. */
export function toText(value: unknown): string {
  // What changes most is a number, and most of those are whole.
  if (typeof value === "number" && value !== 0 && Number.isSafeInteger(value)) return String(value);
  return JSON.stringify(encodeValue(value));
}
