import type { Snapshot, TableSnapshot } from "./snapshot.ts";

/** A schema with each of its tables changed. */
export function mapTables(schema: Snapshot, change: (table: TableSnapshot, key: string) => TableSnapshot): Snapshot {
  const tables = Object.entries(schema.tables).map(([key, table]) => [key, change(table, key)]);
  return { ...schema, tables: Object.fromEntries(tables) };
}
