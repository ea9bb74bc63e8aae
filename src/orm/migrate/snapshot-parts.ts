import { isDeepStrictEqual } from "node:util";
import type { Rename } from "./rename.ts";
import type { CheckSnapshot, KeySnapshot, Snapshot, TableSnapshot } from "./snapshot.ts";

/** `from` without the foreign keys and conditions that `to` does not have just so, and without those that lose the index they need. */
export function withoutChangedKeys(from: Snapshot, to: Snapshot): Snapshot {
  return mapTables(from, (table, key) => {
    const after = to.tables[key];
    const lostIndexes = [...Object.entries(table.indexes), ...Object.entries(table.uniqueConstraints)]
      .filter(([name]) => !(name in (after?.indexes ?? {})) && !(name in (after?.uniqueConstraints ?? {})))
      .map(([, index]) => firstColumn(index));
    return {
      ...table,
      foreignKeys: filter(
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

/** `from` without the conditions that other names would change. */
export function withoutConditions(from: Snapshot, renamed: Snapshot): Snapshot {
  const now = new Map(Object.values(renamed.tables).flatMap((table) => Object.entries(table.checkConstraint ?? {})));
  return mapTables(from, (table) => ({
    ...table,
    ...filterConditions(table, (one, name) => isDeepStrictEqual(one, now.get(name))),
  }));
}

/** `from` without these columns, and without what stands on them. */
export function withoutColumns(from: Snapshot, gone: ReadonlyMap<string, ReadonlySet<string>>): Snapshot {
  return mapTables(from, (table, key) => {
    const names = gone.get(key);
    if (!names) return table;
    const stays = (index: KeySnapshot): boolean => !columnsOf(index).some((column) => names.has(column));
    return {
      ...table,
      columns: filter(table.columns, (_, name) => !names.has(name)),
      indexes: filter(table.indexes, stays),
      uniqueConstraints: filter(table.uniqueConstraints, stays),
      foreignKeys: filter(table.foreignKeys, ({ columnsFrom }) => !columnsFrom.some((column) => names.has(column))),
      ...filterConditions(table, ({ value }) => ![...names].some((name) => mentions(value, name))),
    };
  });
}

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
    foreignKeys: filter(one.foreignKeys, ({ tableTo }) => tableTo !== name),
  }));
}

/** `to`, with every table, column, index and key that only `from` has. */
export function withKept(from: Snapshot, to: Snapshot): Snapshot {
  const tables: Record<string, TableSnapshot> = { ...to.tables };
  for (const [key, table] of Object.entries(from.tables)) {
    const after = to.tables[key];
    tables[key] = after
      ? {
          ...after,
          columns: { ...table.columns, ...after.columns },
          indexes: { ...table.indexes, ...after.indexes },
          uniqueConstraints: { ...table.uniqueConstraints, ...after.uniqueConstraints },
        }
      : table;
  }
  return { ...to, tables };
}

/** Names of the columns of an index or key. */
export function columnsOf({ columns }: KeySnapshot): readonly string[] {
  return columns.map((column) => (typeof column === "string" ? column : column.expression));
}

function firstColumn(key: KeySnapshot): string {
  return columnsOf(key)[0] ?? "";
}

function mentions(condition: string, column: string): boolean {
  return condition.includes(`"${column}"`) || condition.includes(`\`${column}\``);
}

function filterConditions(
  table: TableSnapshot,
  stays: (check: CheckSnapshot, name: string) => boolean,
): Partial<TableSnapshot> {
  const { checkConstraints, checkConstraint } = table;
  return {
    ...(checkConstraints && { checkConstraints: filter(checkConstraints, stays) }),
    ...(checkConstraint && { checkConstraint: filter(checkConstraint, stays) }),
  };
}

function mapTables(schema: Snapshot, change: (table: TableSnapshot, key: string) => TableSnapshot): Snapshot {
  const tables = Object.entries(schema.tables).map(([key, table]) => [key, change(table, key)]);
  return { ...schema, tables: Object.fromEntries(tables) };
}

function filter<T>(items: Readonly<Record<string, T>>, stays: (item: T, name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(items).filter(([name, item]) => stays(item, name)));
}
