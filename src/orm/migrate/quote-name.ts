import type { DialectName } from "../dialects/dialect-name.ts";

/** A name in the quotes that drizzle-kit writes for the dialect. Names of models hold no quotes: checked where they are made. */
export function quoteName(dialect: DialectName, name: string): string {
  return dialect === "postgres" ? `"${name}"` : `\`${name}\``;
}
