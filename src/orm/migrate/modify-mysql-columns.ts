import { isDeepStrictEqual } from "node:util";
import type { Kit } from "./load-kit.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

/**
 * One MODIFY for each changed column, made of what the kit prints where it adds that column: of the two that it prints for a
 * change of default and NOT NULL together, the second loses the default.
 *
 * @returns the statements, and `from` with those columns as they are afterwards
 */
export async function modifyMysqlColumns(kit: Kit, from: Snapshot, to: Snapshot): Promise<[string[], Snapshot]> {
  const next = structuredClone(from);
  const statements: string[] = [];
  for (const [key, table] of Object.entries(to.tables))
    for (const [name, column] of Object.entries(table.columns)) {
      const before = next.tables[key];
      const old = before?.columns[name];
      if (!before || !old || !isPlainChange(old, column)) continue;
      const { [name]: _, ...others } = before.columns;
      const without = { ...next, tables: { ...next.tables, [key]: { ...before, columns: others } } };
      before.columns[name] = column;
      const added = await kit.diff(without, { ...next, tables: { ...next.tables, [key]: before } });
      statements.push(
        ...added.map((statement) => statement.replace(/^(ALTER TABLE `[^`]+`) ADD /, "$1 MODIFY COLUMN ")),
      );
    }
  return [statements, next];
}

function isPlainChange(before: ColumnSnapshot, after: ColumnSnapshot): boolean {
  return !isDeepStrictEqual(before, after) && before.autoincrement === after.autoincrement;
}
