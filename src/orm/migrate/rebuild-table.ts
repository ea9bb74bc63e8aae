import { isDeepStrictEqual } from "node:util";
import type { Kit } from "./load-kit.ts";
import { quoteName } from "./quote-name.ts";
import type { ColumnSnapshot, Snapshot, TableSnapshot } from "./snapshot.ts";

/**
 * Must SQLite make this table anew? It can add a column with a constant default and make or drop indexes; anything else goes by
 * a new table that takes the rows over.
 */
export function needsRebuild(before: TableSnapshot, after: TableSnapshot): boolean {
  const columnChanged = Object.entries(before.columns).some(
    ([name, column]) => !isDeepStrictEqual(column, after.columns[name]),
  );
  const addedHard = Object.entries(after.columns).some(
    ([name, column]) => !(name in before.columns) && !canBeAdded(column),
  );
  return columnChanged || addedHard || !isDeepStrictEqual(constraintsOf(before), constraintsOf(after));
}

/** Printed for a table that SQLite must make anew: the rows keep their values, their keys and the numbers that were given out. */
export async function rebuildTable(kit: Kit, from: Snapshot, to: Snapshot, table: string): Promise<readonly string[]> {
  const before = from.tables[table];
  const after = to.tables[table];
  if (!before || !after) return [];
  const [create = "", ...indexes] = await kit.diff({ ...to, tables: {} }, { ...to, tables: { [table]: after } });
  const old = quoteName("sqlite", table);
  const made = quoteName("sqlite", `__new_${table}`);
  const kept = Object.values(after.columns).filter((column) => column.name in before.columns);
  const names = kept.map((column) => quoteName("sqlite", column.name)).join(", ");
  const values = kept.map((column) => valueOf(before.columns[column.name], column)).join(", ");
  const counts = [before, after].every((one) => Object.values(one.columns).some((column) => column.autoincrement));
  return [
    create.replace(`CREATE TABLE ${old}`, `CREATE TABLE ${made}`).trim(),
    `INSERT INTO ${made}(${names}) SELECT ${values} FROM ${old};`,
    ...(counts ? keepCounter(table) : []),
    `DROP TABLE ${old};`,
    `ALTER TABLE ${made} RENAME TO ${old};`,
    ...indexes,
  ];
}

function valueOf(before: ColumnSnapshot | undefined, after: ColumnSnapshot): string {
  const name = quoteName("sqlite", after.name);
  const becameRequired = after.notNull && before?.notNull === false && after.default !== undefined;
  return becameRequired ? `coalesce(${name}, ${String(after.default)})` : name;
}

// The number of a row that was deleted last is not given out again.
function keepCounter(table: string): readonly string[] {
  return [
    `DELETE FROM sqlite_sequence WHERE name = '__new_${table}';`,
    `INSERT INTO sqlite_sequence(name, seq) SELECT '__new_${table}', seq FROM sqlite_sequence WHERE name = '${table}';`,
  ];
}

function canBeAdded(column: ColumnSnapshot): boolean {
  const constant = column.default === undefined || !String(column.default).startsWith("(");
  return !column.primaryKey && constant && (!column.notNull || column.default !== undefined);
}

// The names of foreign keys are ours alone: SQLite's tables do not hold them.
function constraintsOf(table: TableSnapshot): unknown {
  const foreignKeys = Object.values(table.foreignKeys).map(({ name: _, ...key }) => JSON.stringify(key));
  const primaryKeys = Object.values(table.compositePrimaryKeys).map((key) => key.columns);
  return { foreignKeys: foreignKeys.toSorted(), primaryKeys, checks: table.checkConstraints };
}
