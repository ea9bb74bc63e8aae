import { isDeepStrictEqual } from "node:util";
import type { DiffOptions } from "./diff-options.ts";
import { fillStatement } from "./fill-statement.ts";
import { changeColumn as changeMysql } from "./mysql/change-column.ts";
import { changeColumn as changePostgres } from "./postgres/change-column.ts";
import type { Snapshot } from "./snapshot.ts";

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
