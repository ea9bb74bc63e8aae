import { isDeepStrictEqual } from "node:util";
import { filterConditions } from "./filter-conditions.ts";
import { mapTables } from "./map-tables.ts";
import type { Snapshot } from "./snapshot.ts";

/** `from` without the conditions that other names would change. */
export function withoutConditions(from: Snapshot, renamed: Snapshot): Snapshot {
  const now = new Map(Object.values(renamed.tables).flatMap((table) => Object.entries(table.checkConstraint ?? {})));
  return mapTables(from, (table) => ({
    ...table,
    ...filterConditions(table, (one, name) => isDeepStrictEqual(one, now.get(name))),
  }));
}
