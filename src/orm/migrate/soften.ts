import type { DiffOptions } from "./diff-options.ts";
import { fillStatement } from "./fill-statement.ts";
import type { Snapshot } from "./snapshot.ts";

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
