import type { CellClickedEvent, CellDoubleClickedEvent, GridReadyEvent, IRowNode } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { ViewRow } from "../../../client/rows/view-row.ts";
import { FullWidthRow } from "../cells/full-width-row.ts";
import type { DataTableProps } from "../data-table-props.ts";
import { rowValues } from "../row-values.ts";
import type { Table } from "../table.ts";
import { useTable } from "../use-table.ts";
import { columnDefs } from "./column-defs.ts";
import { Flash } from "./flash.ts";
import { isSpacer, rowIdOf, type GridRow } from "./grid-row.ts";
import { gridTheme } from "./grid-theme.ts";
import { registerGridModules } from "./modules.ts";
import { writeRowAttributes } from "./row-attributes.ts";
import { change, handleTableKey } from "./table-keys.ts";
import { useNarrow } from "./use-narrow.ts";

registerGridModules();

/** Props of TableGrid: what the app says of columns and rows. */
export interface TableGridProps {
  readonly looks: NonNullable<DataTableProps["columns"]>;
  readonly onSelect: DataTableProps["onSelect"];
  readonly onOpen: DataTableProps["onOpen"];
}

/** The grid of a table. Its rows are put in by the table's viewport, never by props. */
export default function TableGrid(props: TableGridProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow(box);
  return (
    <div className="rx-grid" ref={box} data-narrow={isNarrow || undefined}>
      {/* A row is in one piece or in cells from its beginning: another width, another grid. */}
      {isNarrow !== undefined && <Grid key={String(isNarrow)} {...props} isNarrow={isNarrow} />}
    </div>
  );
}

function Grid({ looks, onSelect, onOpen, isNarrow }: TableGridProps & { readonly isNarrow: boolean }): ReactNode {
  const table = useTable();
  const [ready, setReady] = useState<GridReadyEvent<GridRow>>();
  const { columns } = table;
  const defs = useMemo(() => columnDefs(table, columns, looks), [table, columns, looks]);
  const open = useCallback(
    (row: ViewRow | undefined): void => {
      if (row !== undefined) void onOpen?.({ key: row.key, cells: rowValues(table, row) });
    },
    [table, onOpen],
  );
  const owner = useMemo(
    () => ({
      open: (key: number) => open(table.row(key)),
      focusSearch: () => document.querySelector<HTMLElement>("[data-rx-search]")?.focus(),
    }),
    [table, open],
  );
  useGridEvents(table, ready);

  const rowOf = (data: GridRow | undefined): ViewRow | undefined =>
    data === undefined || isSpacer(data) ? undefined : data;
  const clicked = ({ data, column, event }: CellClickedEvent<GridRow>): void => {
    const row = rowOf(data);
    if (row === undefined || column.getColId() === "~select") return;
    // A refused draft is where one clicks to mend it.
    if (table.edits.phase({ key: row.key, col: column.getColId() })?.type === "refused") {
      table.edit({ key: row.key, col: column.getColId() });
    } else if (event instanceof MouseEvent && event.detail === 1) void onSelect?.(rowValues(table, row));
  };
  const doubleClicked = ({ data, column }: CellDoubleClickedEvent<GridRow>): void => {
    const row = rowOf(data);
    if (row === undefined || column.getColId() === "~select") return;
    if (!change(table, { key: row.key, col: column.getColId() })) open(row);
  };

  return (
    <AgGridReact<GridRow>
      theme={gridTheme}
      columnDefs={defs}
      getRowId={({ data }) => rowIdOf(data)}
      getRowHeight={({ data }) => (isSpacer(data) ? Math.max(1, data.height) : isNarrow ? 64 : 36)}
      isFullWidthRow={({ rowNode }: { rowNode: IRowNode<GridRow> }) => isNarrow || isSpacer(rowNode.data)}
      fullWidthCellRenderer={FullWidthRow}
      fullWidthCellRendererParams={{ table }}
      headerHeight={isNarrow ? 0 : 36}
      animateRows={false}
      suppressScrollOnNewData
      suppressMaxRenderedRowRestriction
      suppressMovableColumns
      suppressDragLeaveHidesColumns
      suppressNoRowsOverlay
      navigateToNextCell={({ nextCellPosition, previousCellPosition, api }) => {
        const next = nextCellPosition && api.getDisplayedRowAtIndex(nextCellPosition.rowIndex)?.data;
        return isSpacer(next ?? undefined) ? previousCellPosition : nextCellPosition;
      }}
      // Tab leaves the table: inside, arrows go from cell to cell.
      tabToNextCell={() => false}
      defaultColDef={{ suppressKeyboardEvent: (params) => handleTableKey(params, table, owner) }}
      onCellFocused={(event) => table.viewport.focus.focused(event)}
      onCellClicked={clicked}
      onCellDoubleClicked={doubleClicked}
      onRowClicked={({ data }) => {
        if (isNarrow) open(rowOf(data));
      }}
      onGridReady={setReady}
    />
  );
}

/** Ties a grid to its table as long as both are there. */
function useGridEvents(table: Table, ready: GridReadyEvent<GridRow> | undefined): void {
  useEffect(() => {
    if (ready === undefined) return;
    const { api } = ready;
    const root = document.querySelector<HTMLElement>(`[grid-id="${api.getGridId()}"]`);
    if (root === null) return;
    const flash = new Flash(root);
    table.viewport.attach(api, root);
    let asked = 0;
    const attributes = (): void => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => writeRowAttributes(root, table));
    };
    const stops = [
      table.subscribe(attributes),
      table.edits.onChange(({ key, col }) => {
        const node = api.getRowNode(String(key));
        if (node !== undefined) api.refreshCells({ rowNodes: [node], columns: [col], force: true });
      }),
      table.onDrawn((frame) => {
        attributes();
        if (frame.changed.size === 0 && frame.arrived.size === 0) return;
        const columnAt = (index: number): string | undefined => table.columns[index]?.name;
        // The rows of this frame are in the page when it is painted.
        requestAnimationFrame(() =>
          flash.show(frame, columnAt, (key, col) => table.edits.phase({ key, col }) !== undefined),
        );
      }),
    ];
    api.addEventListener("viewportChanged", attributes);
    attributes();
    return () => {
      for (const stop of stops) stop();
      if (!api.isDestroyed()) api.removeEventListener("viewportChanged", attributes);
      cancelAnimationFrame(asked);
      table.viewport.detach();
    };
  }, [table, ready]);
}
