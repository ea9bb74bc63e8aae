import type { DialectName } from "../dialects/dialect-name.ts";
import { quoteName } from "./quote-name.ts";
import type { KeySnapshot, Snapshot } from "./snapshot.ts";

/** A column that changed its name; `table` is its key in the snapshot. */
export interface ColumnRename {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/** The statement that renames a column; the same on all databases but for the quotes. */
export function renameStatement(dialect: DialectName, tableName: string, { from, to }: ColumnRename): string {
  const quote = (name: string): string => quoteName(dialect, name);
  return `ALTER TABLE ${quote(tableName)} RENAME COLUMN ${quote(from)} TO ${quote(to)};`;
}

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
