import type { ColumnRename } from "./column-rename.ts";
import type { KeySnapshot, Snapshot } from "./snapshot.ts";

/** The schema as it is once a column has its new name everywhere: in keys, indexes and other tables' foreign keys. */
export function renameColumn(schema: Snapshot, { table, from, to }: ColumnRename): Snapshot {
  const next = structuredClone(schema);
  const changed = next.tables[table];
  if (!changed) return next;
  const name = (other: string): string => (other === from ? to : other);
  changed.columns = Object.fromEntries(
    Object.entries(changed.columns).map(([key, column]) => [name(key), { ...column, name: name(column.name) }]),
  );
  for (const keys of [changed.indexes, changed.compositePrimaryKeys, changed.uniqueConstraints])
    for (const key of Object.values(keys)) renameIn(key, name);
  for (const key of Object.values(changed.foreignKeys)) key.columnsFrom = key.columnsFrom.map(name);
  for (const other of Object.values(next.tables))
    for (const key of Object.values(other.foreignKeys))
      if (key.tableTo === changed.name) key.columnsTo = key.columnsTo.map(name);
  return next;
}

function renameIn(key: KeySnapshot, name: (other: string) => string): void {
  key.columns = key.columns.map((column) =>
    typeof column === "string"
      ? name(column)
      : column.isExpression
        ? column
        : { ...column, expression: name(column.expression) },
  );
}
