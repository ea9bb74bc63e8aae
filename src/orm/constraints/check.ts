import type { SQL } from "drizzle-orm";
import type { Constraint } from "./constraint.ts";

/**
 * A condition that the database itself holds every row to; written in SQL that all databases understand. Its name there
 * is that of the table, this one and `check`.
 *
 * @example check("positive_total", sql`${t.total} >= 0`)
 */
export function check(name: string, condition: SQL): Constraint {
  return { type: "check", name, condition };
}
