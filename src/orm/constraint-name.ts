import { createHash } from "node:crypto";

/** Longest name that all databases take. */
export const maxNameLength = 63;

/** Name of an index or constraint, the same on every database; one that would be too long ends in a hash of the whole. */
export function constraintName(table: string, columns: readonly string[], suffix: string): string {
  const whole = [table, ...columns, suffix].join("_");
  if (whole.length <= maxNameLength) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, maxNameLength - hash.length - suffix.length - 2)}_${hash}_${suffix}`;
}
