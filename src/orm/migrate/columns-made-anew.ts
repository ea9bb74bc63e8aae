import type { Snapshot } from "./snapshot.ts";
import { typeChange } from "./type-change.ts";

/** Columns, by the keys of their tables, whose old values cannot become new ones. */
export function columnsMadeAnew(from: Snapshot, to: Snapshot): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = Object.entries(from.tables).map(([key, table]): [string, Set<string>] => {
    const names = Object.values(table.columns)
      .filter((column) => {
        const next = to.tables[key]?.columns[column.name];
        return next !== undefined && typeChange(column, next) === "replace";
      })
      .map(({ name }) => name);
    return [key, new Set(names)];
  });
  return new Map(tables.filter(([, names]) => names.size > 0));
}
