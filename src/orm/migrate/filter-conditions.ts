import { filterEntries } from "./filter-entries.ts";
import type { CheckSnapshot, TableSnapshot } from "./snapshot.ts";

/** The conditions of a table that stay, under the name that the dialect has for them. */
export function filterConditions(
  table: TableSnapshot,
  stays: (check: CheckSnapshot, name: string) => boolean,
): Partial<TableSnapshot> {
  const { checkConstraints, checkConstraint } = table;
  return {
    ...(checkConstraints && { checkConstraints: filterEntries(checkConstraints, stays) }),
    ...(checkConstraint && { checkConstraint: filterEntries(checkConstraint, stays) }),
  };
}
