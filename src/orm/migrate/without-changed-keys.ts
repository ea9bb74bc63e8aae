import { isDeepStrictEqual } from "node:util";
import { filterConditions } from "./filter-conditions.ts";
import { filterEntries } from "./filter-entries.ts";
import { keyColumns } from "./key-columns.ts";
import { mapTables } from "./map-tables.ts";
import type { Snapshot } from "./snapshot.ts";

/** `from` without the foreign keys and conditions that `to` does not have just so, and without those that lose the index they need. */
export function withoutChangedKeys(from: Snapshot, to: Snapshot): Snapshot {
  return mapTables(from, (table, key) => {
    const after = to.tables[key];
    const lostIndexes = [...Object.entries(table.indexes), ...Object.entries(table.uniqueConstraints)]
      .filter(([name]) => !(name in (after?.indexes ?? {})) && !(name in (after?.uniqueConstraints ?? {})))
      .map(([, index]) => keyColumns(index)[0]);
    return {
      ...table,
      foreignKeys: filterEntries(
        table.foreignKeys,
        (one, name) =>
          isDeepStrictEqual(one, after?.foreignKeys[name]) && !lostIndexes.includes(one.columnsFrom[0] ?? ""),
      ),
      ...filterConditions(table, (one, name) =>
        isDeepStrictEqual(one, after?.checkConstraints?.[name] ?? after?.checkConstraint?.[name]),
      ),
    };
  });
}
