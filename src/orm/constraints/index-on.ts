import type { Column, SQL } from "drizzle-orm";
import type { Constraint } from "./constraint.ts";

/**
 * An index, named after its table and columns unless it has a name. An expression needs a name.
 *
 * @example index().on(t.status, t.createdAt)
 */
export function index(name?: string): { on(...columns: (Column | SQL)[]): Constraint } {
  return { on: (...columns) => ({ type: "index", name, columns }) };
}
