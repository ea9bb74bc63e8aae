import type { Snapshot, TableSnapshot } from "./snapshot.ts";

/** `to`, with every table, column, index and key that only `from` has. */
export function withKept(from: Snapshot, to: Snapshot): Snapshot {
  const tables: Record<string, TableSnapshot> = { ...to.tables };
  for (const [key, table] of Object.entries(from.tables)) {
    const after = to.tables[key];
    tables[key] = after
      ? {
          ...after,
          columns: { ...table.columns, ...after.columns },
          indexes: { ...table.indexes, ...after.indexes },
          uniqueConstraints: { ...table.uniqueConstraints, ...after.uniqueConstraints },
        }
      : table;
  }
  return { ...to, tables };
}
