import type { Key } from "./tracked-node.ts";

/** A path as JSON text: State id, var, keys and indexes. Most names need no escape, which is seen at a look. */
export function pathText(id: string, path: readonly Key[], last?: Key): string {
  let text = `[${quote(id)}`;
  for (const key of path) text += `,${keyText(key)}`;
  return last === undefined ? `${text}]` : `${text},${keyText(last)}]`;
}

function keyText(key: Key): string {
  return typeof key === "number" ? String(key) : quote(key);
}

function quote(name: string): string {
  return /^[\w$ .-]*$/.test(name) ? `"${name}"` : JSON.stringify(name);
}
