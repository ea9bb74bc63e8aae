import { quoteName } from "../quote-name.ts";
import { quoteText } from "./quote-text.ts";
import type { Key } from "./tracked-node.ts";

/** A path as JSON text: State id, var, keys and indexes. */
export function pathText(id: string, path: readonly Key[], last?: Key): string {
  let text = `[${quoteName(id)}`;
  for (let depth = 0; depth < path.length; depth++) {
    const key = path[depth] ?? "";
    text += `,${depth === 0 ? quoteName(String(key)) : keyText(key)}`;
  }
  return last === undefined ? `${text}]` : `${text},${keyText(last)}]`;
}

function keyText(key: Key): string {
  return typeof key === "number" ? String(key) : quoteText(key);
}
