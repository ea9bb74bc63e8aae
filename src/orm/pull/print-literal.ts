import type { Literal } from "./pulled-model.ts";

/** A value as it is written in code. */
export function printLiteral(value: Literal): string {
  if (typeof value === "bigint") return `${value}n`;
  if (isList(value)) return `[${value.map(printLiteral).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${printKey(key)}: ${printLiteral(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A name as the key of an object. */
export function printKey(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key);
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
