import type { Snapshot } from "./snapshot.ts";

/** What a change of the schema takes away, in words: `column orders.note`, `table notes`. */
export function findLosses(from: Snapshot, to: Snapshot): readonly string[] {
  return Object.entries(from.tables).flatMap(([key, table]) => {
    const after = to.tables[key];
    if (!after) return [`table ${table.name}`];
    return Object.keys(table.columns)
      .filter((column) => !(column in after.columns))
      .map((column) => `column ${table.name}.${column}`);
  });
}
