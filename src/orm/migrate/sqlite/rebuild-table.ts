import type { DiffOptions } from "../diff-options.ts";
import { quoteName } from "../quote-name.ts";
import { rowValue } from "../row-value.ts";
import type { ColumnSnapshot, Snapshot, TableSnapshot } from "../snapshot.ts";

/** What a table is made anew from. */
export interface RebuildOptions extends DiffOptions {
  readonly from: Snapshot;
  readonly to: Snapshot;
  /** Columns whose values are not taken over. */
  readonly anew: ReadonlySet<string>;
}

/** Printed for a table that SQLite must make anew: the rows keep their values, their keys and the numbers that were given out. */
export async function rebuildTable(table: string, options: RebuildOptions): Promise<readonly string[]> {
  const { kit, from, to } = options;
  const before = from.tables[table];
  const after = to.tables[table];
  if (!before || !after) return [];
  const [create = "", ...indexes] = await kit.diff({ ...to, tables: {} }, { ...to, tables: { [table]: after } });
  const old = quoteName("sqlite", table);
  const made = quoteName("sqlite", `__new_${table}`);
  const values = Object.values(after.columns).flatMap((column) => {
    const value = valueOf([before.columns[column.name], after], column, options);
    return value === undefined ? [] : [[quoteName("sqlite", column.name), value] as const];
  });
  const names = values.map(([name]) => name).join(", ");
  const counts = [before, after].every((one) => Object.values(one.columns).some((column) => column.autoincrement));
  return [
    create.replace(`CREATE TABLE ${old}`, `CREATE TABLE ${made}`).trim(),
    ...(values.length === 0
      ? []
      : [`INSERT INTO ${made}(${names}) SELECT ${values.map(([, value]) => value).join(", ")} FROM ${old};`]),
    ...(counts ? keepCounter(table) : []),
    `DROP TABLE ${old};`,
    `ALTER TABLE ${made} RENAME TO ${old};`,
    ...indexes,
  ];
}

/** What a column of the new table gets; undefined: its default, or nothing. */
function valueOf(
  [before, table]: readonly [ColumnSnapshot | undefined, TableSnapshot],
  after: ColumnSnapshot,
  options: RebuildOptions,
): string | undefined {
  const name = quoteName("sqlite", after.name);
  const given = rowValue(options, table, after);
  if (!before || options.anew.has(after.name)) {
    const isWanted = after.notNull || !options.isBack;
    return after.default === undefined && isWanted ? given : undefined;
  }
  const value = before.type === after.type ? name : `CAST(${name} AS ${after.type})`;
  const becameRequired = after.notNull && !before.notNull && given !== undefined;
  return becameRequired ? `coalesce(${value}, ${given})` : value;
}

// The number of a row that was deleted last is not given out again.
function keepCounter(table: string): readonly string[] {
  return [
    `DELETE FROM sqlite_sequence WHERE name = '__new_${table}';`,
    `INSERT INTO sqlite_sequence(name, seq) SELECT '__new_${table}', seq FROM sqlite_sequence WHERE name = '${table}';`,
  ];
}
