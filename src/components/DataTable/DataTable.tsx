import type { ReactNode } from "react";
import type { Rows } from "../../framework/types/rows.ts";
import { RxError } from "../../errors/rx-error.ts";
import { RowsRef } from "../../client/rows-ref.ts";
import type { DataTableProps } from "./data-table-props.ts";
import { TableView } from "./TableView.tsx";
import { useOwnTable } from "./use-table.ts";

/**
 * A live table of a rows var: scrolls through any number of rows, sorts, filters, searches, selects and edits.
 *
 * @example <DataTable rows={state.rows} columns={{ total: { label: "Total", width: 120 } }} />
 */
// oxlint-disable-next-line typescript/no-explicit-any -- any handle: its rows are inferred from it
export function DataTable<R extends Rows<any>>(props: DataTableProps<R>): ReactNode {
  const table = useOwnTable(refOf(props.rows));
  return <TableView {...(props as DataTableProps)} table={table} />;
}

function refOf(rows: unknown): RowsRef {
  if (rows instanceof RowsRef) return rows;
  throw new RxError("STATE_NOT_OPEN", { found: "a table without the rows of a State" });
}
