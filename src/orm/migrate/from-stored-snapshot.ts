import { mapTables } from "./map-tables.ts";
import { normalSnapshot } from "./normal-snapshot.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

/** A schema from its file, whichever version wrote it; toStoredSnapshot turned round. */
export function fromStoredSnapshot(stored: Snapshot): Snapshot {
  const kinds = stored._meta?.columns ?? {};
  return mapTables(normalSnapshot(stored), (table) => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([key, column]): [string, ColumnSnapshot] => {
        const kind = kinds[`${table.name}.${column.name}`];
        return [key, kind === undefined ? column : { ...column, kind }];
      }),
    ),
  }));
}
