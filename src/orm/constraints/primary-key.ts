import type { Column } from "drizzle-orm";
import type { Constraint } from "./constraint.ts";

/**
 * The key of a table that has no column for it alone.
 *
 * @example primaryKey({ columns: [t.orderId, t.line] })
 */
export function primaryKey(key: { readonly columns: readonly Column[] }): Constraint {
  return { type: "primaryKey", columns: key.columns };
}
