import { lazy, Suspense, useEffect, useSyncExternalStore, type ReactNode } from "react";
import type { Rows } from "../../framework/types/rows.ts";
import { RxError } from "../../errors/rx-error.ts";
import { RowsRef } from "../../client/rows-ref.ts";
import { SkeletonLines } from "../SkeletonLines/SkeletonLines.tsx";
import type { DataTableProps } from "./data-table-props.ts";
import "./data-table.css";
import { TableFooter } from "./TableFooter.tsx";
import { TableOverlay } from "./TableOverlay.tsx";
import { TableTools } from "./tools/TableTools.tsx";
import { TableContext, useOwnTable } from "./use-table.ts";
import type { Table } from "./table.ts";

// The grid is most of the bytes of a page with a table: it comes by itself, while the first rows are on their way.
const TableGrid = lazy(() => import("./grid/TableGrid.tsx"));

/**
 * A live table of a rows var: scrolls through any number of rows, sorts, filters, searches, selects and edits.
 *
 * @example <DataTable rows={state.rows} columns={{ total: { label: "Total", width: 120 } }} />
 */
// oxlint-disable-next-line typescript/no-explicit-any -- any handle: its rows are inferred from it
export function DataTable<R extends Rows<any>>(props: DataTableProps<R>): ReactNode {
  const table = useOwnTable(refOf(props.rows));
  const style = props.fill === true ? undefined : { height: props.height ?? 480 };
  return (
    <div className="rx-table" data-fill={props.fill || undefined} style={style}>
      {table !== undefined && (
        <TableContext value={table}>
          <TableEvents table={table} props={props as DataTableProps} />
          <TableTools noun={props.noun} />
          <div className="rx-table-body">
            <OnlyInBrowser>
              <Suspense fallback={<SkeletonLines />}>
                <TableGrid
                  looks={(props.columns ?? noLooks) as NonNullable<DataTableProps["columns"]>}
                  onSelect={props.onSelect}
                  onOpen={props.onOpen}
                  noun={props.noun ?? "rows"}
                />
              </Suspense>
            </OnlyInBrowser>
            <TableOverlay noun={props.noun} empty={props.empty} />
          </div>
          <TableFooter />
        </TableContext>
      )}
    </div>
  );
}

const noLooks = {};

/** Tells the page what happens in the table. */
function TableEvents({ table, props }: { readonly table: Table; readonly props: DataTableProps }): ReactNode {
  const { onSelection, onCount } = props;
  const {
    total,
    all: said,
    applied,
  } = useSyncExternalStore(
    table.subscribe,
    () => table.state,
    () => table.state,
  );
  // Without filter and search, what matches is all there is.
  const isNarrowed = applied.filter !== undefined || applied.search !== "";
  const all = isNarrowed ? said : (total ?? said);
  useEffect(() => {
    if (onSelection === undefined) return;
    return table.selection.onChange(() => void onSelection(table.selection.keys));
  }, [table, onSelection]);
  useEffect(() => {
    if (total !== undefined || all !== undefined) void onCount?.({ total, all });
  }, [onCount, total, all]);
  return null;
}

/** The prerender of a page has no grid; the browser's first draw is like the prerender's. */
function OnlyInBrowser({ children }: { readonly children: ReactNode }): ReactNode {
  const isBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  return isBrowser ? children : <SkeletonLines />;
}

function refOf(rows: unknown): RowsRef {
  if (rows instanceof RowsRef) return rows;
  throw new RxError("STATE_NOT_OPEN", { found: "a table without the rows of a State" });
}
