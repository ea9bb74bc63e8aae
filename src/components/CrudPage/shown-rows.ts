import type { CsvExport } from "../../protocol/crud.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { Table } from "../DataTable/table.ts";

/** What a table shows, for its export: its sort, filter, search and columns; with keys only these rows of it. */
export function shownRows(
  { state, columns, looks }: Pick<Table, "columns" | "looks"> & { readonly state: Pick<Table["state"], "applied"> },
  keys?: readonly RowKey[],
): CsvExport {
  const { sort, filter = null, search } = state.applied;
  const shown = columns.filter(({ name }) => looks[name]?.hidden !== true);
  return { sort, filter, search, columns: shown.map(({ name }) => name), ...(keys && { keys }) };
}
