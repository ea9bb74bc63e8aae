import { filterConditions } from "./filter-conditions.ts";
import { filterEntries } from "./filter-entries.ts";
import { keyColumns } from "./key-columns.ts";
import { mapTables } from "./map-tables.ts";
import type { KeySnapshot, Snapshot } from "./snapshot.ts";

/** `from` without these columns, and without what stands on them. */
export function withoutColumns(from: Snapshot, gone: ReadonlyMap<string, ReadonlySet<string>>): Snapshot {
  return mapTables(from, (table, key) => {
    const names = gone.get(key);
    if (!names) return table;
    const stays = (index: KeySnapshot): boolean => !keyColumns(index).some((column) => names.has(column));
    return {
      ...table,
      columns: filterEntries(table.columns, (_, name) => !names.has(name)),
      indexes: filterEntries(table.indexes, stays),
      uniqueConstraints: filterEntries(table.uniqueConstraints, stays),
      foreignKeys: filterEntries(
        table.foreignKeys,
        ({ columnsFrom }) => !columnsFrom.some((column) => names.has(column)),
      ),
      ...filterConditions(table, ({ value }) => ![...names].some((name) => mentions(value, name))),
    };
  });
}

function mentions(condition: string, column: string): boolean {
  return condition.includes(`"${column}"`) || condition.includes(`\`${column}\``);
}
