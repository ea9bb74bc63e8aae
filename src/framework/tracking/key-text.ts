import { forbiddenKeys } from "../../protocol/reserved-names.ts";
import { quoteText } from "./quote-text.ts";

/** Keys are the app's columns and members mostly; where they are data, all are written anew after so many. */
const maxKept = 1_000;
const maxKeptLength = 64;
const kept = new Map<string, string>();

/** An object's key as JSON with its colon; undefined for one that needs a tag or is refused. */
export function keyText(key: string): string | undefined {
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (key.startsWith("~") || forbiddenKeys.has(key)) return undefined;
  const text = `${quoteText(key)}:`;
  if (key.length > maxKeptLength) return text;
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, text);
  return text;
}
