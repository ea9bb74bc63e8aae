import type { DialectName } from "../dialects/dialect-name.ts";
import type { Rename } from "./rename.ts";
import type { ColumnSnapshot, KeySnapshot, Snapshot, TableSnapshot } from "./snapshot.ts";

/**
 * The schema as it is once a table or a column has its new name everywhere: in keys, indexes, conditions and other tables' foreign
 * keys, in the names that PostgreSQL and MySQL gave by themselves, too. The names that we gave stay.
 */
export function applyRename(dialect: DialectName, schema: Snapshot, rename: Rename): Snapshot {
  const next = structuredClone(schema);
  const found = Object.entries(next.tables).find(
    ([, { name }]) => name === (rename.type === "table" ? rename.from : rename.table),
  );
  if (!found) return next;
  const [key, table] = found;
  if (rename.type === "column") renameColumn(dialect, next, table, rename);
  else {
    const entries = Object.entries(next.tables).map(([other, one]): [string, TableSnapshot] =>
      other === key ? [key.replace(/[^.]+$/, () => rename.to), one] : [other, one],
    );
    next.tables = Object.fromEntries(entries);
    renameTable(dialect, next, table, rename);
  }
  return next;
}

function renameTable(
  dialect: DialectName,
  schema: Snapshot,
  table: TableSnapshot,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  table.name = to;
  for (const key of Object.values(table.foreignKeys)) key.tableFrom = to;
  for (const other of Object.values(schema.tables))
    for (const key of Object.values(other.foreignKeys)) if (key.tableTo === from) key.tableTo = to;
  for (const column of Object.values(table.columns)) nameSequence(column, to);
  inConditions(dialect, table, from, to);
}

function renameColumn(
  dialect: DialectName,
  schema: Snapshot,
  table: TableSnapshot,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  const name = (other: string): string => (other === from ? to : other);
  table.columns = Object.fromEntries(
    Object.entries(table.columns).map(([key, column]) => [name(key), { ...column, name: name(column.name) }]),
  );
  const column = table.columns[to];
  if (column) nameSequence(column, table.name);
  for (const keys of [table.indexes, table.compositePrimaryKeys, table.uniqueConstraints])
    for (const key of Object.values(keys)) renameIn(key, name);
  for (const key of Object.values(table.foreignKeys)) key.columnsFrom = key.columnsFrom.map(name);
  for (const other of Object.values(schema.tables))
    for (const key of Object.values(other.foreignKeys))
      if (key.tableTo === table.name) key.columnsTo = key.columnsTo.map(name);
  inConditions(dialect, table, from, to);
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

/** PostgreSQL: what counts an identity column up is named after table and column. */
function nameSequence(column: ColumnSnapshot, table: string): void {
  const { identity } = column;
  if (typeof identity !== "object" || identity === null) return;
  column["identity"] = { ...identity, name: `${table}_${column.name}_seq` };
}

function inConditions(dialect: DialectName, table: TableSnapshot, from: string, to: string): void {
  const quote = dialect === "postgres" ? '"' : dialect === "mysql" ? "`" : '"';
  for (const check of Object.values({ ...table.checkConstraints, ...table.checkConstraint }))
    check.value = check.value.replaceAll(`${quote}${from}${quote}`, () => `${quote}${to}${quote}`);
}
