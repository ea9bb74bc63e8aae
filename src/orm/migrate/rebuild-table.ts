import type { Kit } from "./load-kit.ts";
import { quoteName } from "./quote-name.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

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
