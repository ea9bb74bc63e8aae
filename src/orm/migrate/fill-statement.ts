import type { DiffOptions } from "./diff-options.ts";
import { quoteName } from "./quote-name.ts";
import { rowValue } from "./row-value.ts";
import type { ColumnSnapshot, TableSnapshot } from "./snapshot.ts";

/** Gives rows without a value of a column one; undefined where nobody can tell which. */
export function fillStatement(options: DiffOptions, table: TableSnapshot, column: ColumnSnapshot): string | undefined {
  const value = rowValue(options, table, column);
  if (value === undefined) return undefined;
  const [on, name] = [quoteName(options.dialect, table.name), quoteName(options.dialect, column.name)];
  return `UPDATE ${on} SET ${name} = ${value} WHERE ${name} IS NULL;`;
}
