import type { KeySnapshot } from "./snapshot.ts";

/** Names of the columns of an index or key. */
export function keyColumns({ columns }: KeySnapshot): readonly string[] {
  return columns.map((column) => (typeof column === "string" ? column : column.expression));
}
