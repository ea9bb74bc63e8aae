import type { ViewRow } from "../../client/rows/view-row.ts";
import type { RowKey } from "../../protocol/rows.ts";

/** The row before (-1) or after (1) one of a table, in the order that is shown; undefined where there is none, or none is loaded. */
export function besideOf(
  { rows }: { readonly rows: readonly ViewRow[] },
  key: RowKey,
  by: 1 | -1,
): ViewRow | undefined {
  let index = rows.findIndex((row) => row.key === key);
  if (index === -1) return undefined;
  do index += by;
  while (
    // Rows that have left are held for the mouse only.
    rows[index]?.mark !== undefined
  );
  return rows[index];
}
