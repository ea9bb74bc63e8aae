import type { Column } from "drizzle-orm";
import type { ReferenceAction } from "../columns/column-spec.ts";
import type { Constraint } from "./constraint.ts";

/**
 * A foreign key of several columns; one of a single column is `ref()`.
 *
 * @example foreignKey({ columns: [t.orderId, t.line], references: () => [orderLines.orderId, orderLines.line] })
 */
export function foreignKey(key: {
  readonly columns: readonly Column[];
  /** The other table's columns, in the same order: its key, or unique together. */
  readonly references: () => readonly Column[];
  readonly onDelete?: ReferenceAction;
  readonly onUpdate?: ReferenceAction;
}): Constraint {
  return { type: "foreignKey", ...key };
}
