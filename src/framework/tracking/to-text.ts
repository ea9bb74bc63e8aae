import { encodeValue } from "../../protocol/values.ts";

/** A value as JSON text of tagged values. */
export function toText(value: unknown): string {
  return JSON.stringify(encodeValue(value));
}
