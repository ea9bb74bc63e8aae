import { filterEntries } from "./filter-entries.ts";
import { mapTables } from "./map-tables.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot } from "./snapshot.ts";
import { withoutColumns } from "./without-columns.ts";

/** `from` without the table or column whose name another one is to take; the same where nobody has it. */
export function withoutNamesake(from: Snapshot, rename: Rename): Snapshot {
  const name = rename.type === "table" ? rename.to : rename.table;
  const [key, table] = Object.entries(from.tables).find(([, one]) => one.name === name) ?? [];
  if (key === undefined || !table) return from;
  if (rename.type === "column")
    return rename.to in table.columns ? withoutColumns(from, new Map([[key, new Set([rename.to])]])) : from;
  const { [key]: _, ...tables } = from.tables;
  return mapTables({ ...from, tables }, (one) => ({
    ...one,
    foreignKeys: filterEntries(one.foreignKeys, ({ tableTo }) => tableTo !== name),
  }));
}
