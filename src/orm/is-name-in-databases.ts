import { maxNameLength } from "./constraint-name.ts";

// Quotes of any kind would have to be doubled, and a point stands between names, in what prints migrations.
const writable = /^[^\p{Cc}"'`\\.[\]\s](?:[^\p{Cc}"'`\\.[\]]*[^\p{Cc}"'`\\.[\]\s])?$/u;

/** Can every database have a table or column of this name, and can it be printed in migrations? */
export function isNameInDatabases(name: string): boolean {
  return Buffer.byteLength(name) <= maxNameLength && writable.test(name);
}
