import { isDeepStrictEqual } from "node:util";
import type { DiffOptions } from "./diff-snapshots.ts";
import { changeColumn as changeMysql } from "./mysql/change-column.ts";
import { changeColumn as changePostgres } from "./postgres/change-column.ts";
import { quoteName } from "./quote-name.ts";
import { rowValue } from "./row-value.ts";
import type { ColumnSnapshot, Snapshot, TableSnapshot } from "./snapshot.ts";

/**
 * The statements that change columns which are there on both sides; rows without a value get the default first where it becomes
 * required.
 *
 * @returns the statements, and `from` with those columns as they are afterwards
 */
export async function changeColumns(from: Snapshot, to: Snapshot, options: DiffOptions): Promise<[string[], Snapshot]> {
  const { dialect, kit } = options;
  const next = structuredClone(from);
  const statements: string[] = [];
  for (const [key, table] of Object.entries(next.tables))
    for (const before of Object.values(table.columns)) {
      const after = to.tables[key]?.columns[before.name];
      if (!after || isDeepStrictEqual(before, after)) continue;
      const fill = after.notNull && !before.notNull ? fillStatement(options, table, after) : undefined;
      const change = { kit, schema: structuredClone(next), table: key, before, after, fill };
      statements.push(...(await (dialect === "postgres" ? changePostgres(change) : changeMysql(change))));
      table.columns[before.name] = after;
    }
  return [statements, next];
}

/**
 * New columns of tables that are there. Where the database has no default for them they are added as ones that may be empty, filled
 * by a statement of their own, and only then required: MySQL would invent values for the rows that are there.
 */
export function soften(
  options: DiffOptions,
  [from, between]: readonly [Snapshot, Snapshot],
): { readonly schema: Snapshot; readonly fills: readonly string[] } {
  const schema = structuredClone(between);
  const fills: string[] = [];
  for (const [key, table] of Object.entries(schema.tables)) {
    const before = from.tables[key];
    if (!before) continue;
    for (const column of Object.values(table.columns)) {
      if (column.name in before.columns || column.default !== undefined || column.autoincrement) continue;
      const isRequired = column.notNull;
      const fill = isRequired || !options.isBack ? fillStatement(options, table, column) : undefined;
      if (isRequired && (fill !== undefined || options.dialect === "mysql")) column.notNull = false;
      if (fill !== undefined) fills.push(fill);
    }
  }
  return { schema, fills };
}

function fillStatement(options: DiffOptions, table: TableSnapshot, column: ColumnSnapshot): string | undefined {
  const value = rowValue(options, table, column);
  if (value === undefined) return undefined;
  const [on, name] = [quoteName(options.dialect, table.name), quoteName(options.dialect, column.name)];
  return `UPDATE ${on} SET ${name} = ${value} WHERE ${name} IS NULL;`;
}
