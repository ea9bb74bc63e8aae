import { mapTables } from "./map-tables.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

/** A schema as drizzle-kit knows it. */
export function withoutKinds(schema: Snapshot): Snapshot {
  return mapTables(schema, (table) => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([key, { kind: _, ...column }]): [string, ColumnSnapshot] => [key, column]),
    ),
  }));
}
