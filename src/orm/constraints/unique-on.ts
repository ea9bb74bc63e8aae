import type { Column } from "drizzle-orm";
import type { Constraint } from "./constraint.ts";

/**
 * No two rows have the same values in these columns together.
 *
 * @example unique().on(t.year, t.number)
 */
export function unique(name?: string): { on(...columns: Column[]): Constraint } {
  return { on: (...columns) => ({ type: "unique", name, columns }) };
}
