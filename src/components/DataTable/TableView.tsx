import { lazy, Suspense, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { SkeletonLines } from "../SkeletonLines/SkeletonLines.tsx";
import type { DataTableProps } from "./data-table-props.ts";
import "./data-table.css";
import { TableFooter } from "./TableFooter.tsx";
import { TableOverlay } from "./TableOverlay.tsx";
import { withHidden } from "./tools/hidden-columns.ts";
import { TableTools } from "./tools/TableTools.tsx";
import { useHiddenColumns } from "./tools/use-hidden-columns.ts";
import { TableContext } from "./use-table.ts";
import type { Table } from "./table.ts";

// The grid is most of the bytes of a page with a table: it comes by itself, while the first rows are on their way.
const TableGrid = lazy(() => import("./grid/TableGrid.tsx"));

/** Props of TableView. */
export interface TableViewProps extends Omit<DataTableProps, "rows"> {
  /** Undefined for the first draw. */
  readonly table: Table | undefined;
}

/** The view of a table that its page holds in its hands: tools, rows, footer. */
export function TableView({ table, ...props }: TableViewProps): ReactNode {
  const style = props.fill === true ? undefined : { height: props.height ?? 480 };
  return (
    <div className="rx-table" data-fill={props.fill || undefined} style={style}>
      {table !== undefined && (
        <TableContext value={table}>
          <TableParts {...props} table={table} />
        </TableContext>
      )}
    </div>
  );
}

const noLooks = {};

function TableParts({ table, ...props }: Omit<DataTableProps, "rows"> & { readonly table: Table }): ReactNode {
  const { columns: looks = noLooks, noun } = props;
  const columns = useHiddenColumns(table);
  const [hidden] = columns;
  const shown = useMemo(() => withHidden(looks, hidden), [looks, hidden]);
  return (
    <>
      <TableEvents {...props} table={table} columns={shown} />
      <TableTools noun={noun} looks={looks} columns={columns} />
      <div className="rx-table-body">
        <OnlyInBrowser>
          <Suspense fallback={<SkeletonLines />}>
            <TableGrid looks={shown} onSelect={props.onSelect} onOpen={props.onOpen} noun={noun ?? "rows"} />
          </Suspense>
        </OnlyInBrowser>
        <TableOverlay noun={noun} empty={props.empty} />
      </div>
      <TableFooter />
    </>
  );
}

/** Tells the page what happens in the table. */
function TableEvents({
  table,
  columns,
  onSelection,
  onCount,
}: Omit<DataTableProps, "rows"> & { readonly table: Table }): ReactNode {
  useEffect(() => table.setLooks(columns ?? noLooks), [table, columns]);
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
