import { quoteName } from "../quote-name.ts";
import type { Key } from "./tracked-node.ts";

/** A path as JSON text: State id, var, keys and indexes. Most names need no escape, which is seen at a look. */
export function pathText(id: string, path: readonly Key[], last?: Key): string {
  const [name = "", ...below] = path;
  let text = `[${quoteName(id)},${quoteName(String(name))}`;
  for (const key of below) text += `,${keyText(key)}`;
  return last === undefined ? `${text}]` : `${text},${keyText(last)}]`;
}

function keyText(key: Key): string {
  return typeof key === "number" ? String(key) : quote(key);
}

function quote(name: string): string {
  return /^[\w$ .-]*$/.test(name) ? `"${name}"` : JSON.stringify(name);
}
