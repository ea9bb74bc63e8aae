import { isDeepStrictEqual } from "node:util";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { DiffOptions } from "./diff-snapshots.ts";
import { changeColumn as changeMysql } from "./mysql/change-column.ts";
import { neutralValue } from "./neutral-value.ts";
import { changeColumn as changePostgres } from "./postgres/change-column.ts";
import { quoteName } from "./quote-name.ts";
import type { ColumnSnapshot, Snapshot, TableSnapshot } from "./snapshot.ts";

/**
 * The statements that change columns which are there on both sides; rows without a value get the default first where it becomes
 * required.
 *
 * @returns the statements, and `from` with those columns as they are afterwards
 */
export async function changeColumns(
  from: Snapshot,
  to: Snapshot,
  { dialect, kit, isBack = false }: DiffOptions,
): Promise<[string[], Snapshot]> {
  const next = structuredClone(from);
  const statements: string[] = [];
  for (const [key, table] of Object.entries(next.tables))
    for (const before of Object.values(table.columns)) {
      const after = to.tables[key]?.columns[before.name];
      if (!after || isDeepStrictEqual(before, after)) continue;
      const fill = after.notNull && !before.notNull ? fillStatement(dialect, table, after, isBack) : undefined;
      const change = { kit, schema: structuredClone(next), table: key, before, after, fill };
      statements.push(...(await (dialect === "postgres" ? changePostgres(change) : changeMysql(change))));
      table.columns[before.name] = after;
    }
  return [statements, next];
}

/**
 * New columns that are required and have no default are added as ones that are not, and required in a statement of their own: MySQL
 * would invent values for the rows that are there. On the way back they get the emptiest value between the two.
 */
export function soften(
  { dialect, isBack = false }: DiffOptions,
  [from, between]: readonly [Snapshot, Snapshot],
): { readonly schema: Snapshot; readonly fills: readonly string[] } {
  const schema = structuredClone(between);
  const fills: string[] = [];
  if (dialect !== "mysql" && !isBack) return { schema, fills };
  for (const [key, table] of Object.entries(schema.tables)) {
    const before = from.tables[key];
    if (!before) continue;
    for (const column of Object.values(table.columns)) {
      const isHard = column.notNull && column.default === undefined && !(column.autoincrement ?? false);
      if (column.name in before.columns || !isHard) continue;
      column.notNull = false;
      if (isBack) fills.push(fillStatement(dialect, table, column, true) ?? "");
    }
  }
  return { schema, fills };
}

function fillStatement(
  dialect: DialectName,
  table: TableSnapshot,
  column: ColumnSnapshot,
  isBack: boolean,
): string | undefined {
  const value = column.default ?? (isBack ? neutralValue(dialect, column.type) : undefined);
  if (value === undefined) return undefined;
  const [on, name] = [quoteName(dialect, table.name), quoteName(dialect, column.name)];
  return `UPDATE ${on} SET ${name} = ${String(value)} WHERE ${name} IS NULL;`;
}
