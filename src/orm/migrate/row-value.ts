import type { DiffOptions } from "./diff-options.ts";
import { neutralValue } from "./neutral-value.ts";
import type { ColumnSnapshot, TableSnapshot } from "./snapshot.ts";

/**
 * What a row gets, in SQL, that has no value of a column: its default, also where that is made in the process and not in the
 * database; on the way back, where there is none, the emptiest value of its type. Undefined: nobody can tell.
 */
export function rowValue(
  { isBack = false, fill }: Pick<DiffOptions, "isBack" | "fill">,
  table: TableSnapshot,
  column: ColumnSnapshot,
): string | undefined {
  if (column.default !== undefined) return String(column.default);
  return isBack ? neutralValue(column) : fill?.(table.name, column.name);
}
