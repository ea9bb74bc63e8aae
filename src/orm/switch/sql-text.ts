import type { DialectName } from "../dialects/dialect-name.ts";

/** How a statement of the dialect names its parameter of this number, from 1 on. */
export function parameter(dialect: DialectName, number: number): string {
  return dialect === "postgres" ? `$${number}` : "?";
}

/** A name in quotes, in any dialect as our connections are set up. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
