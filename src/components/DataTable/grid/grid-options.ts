import type { CellClickedEvent, CellDoubleClickedEvent, GridOptions, GridReadyEvent } from "ag-grid-community";
import type { ViewRow } from "../../../client/rows/view-row.ts";
import { ItemRow } from "../cells/ItemRow.tsx";
import { SpacerCell } from "../cells/spacer-cell.ts";
import { rowValues } from "../row-values.ts";
import type { Table } from "../table.ts";
import { isSpacer, rowIdOf, type GridRow } from "./grid-row.ts";
import { gridTheme } from "./grid-theme.ts";
import { handleHeaderKey } from "./header-keys.ts";
import { rowBuffer } from "./row-buffer.ts";
import { change, handleTableKey } from "./table-keys.ts";

/** The options of a table's grid: rows between spacers, nothing that the grid would do to them by itself. */
export function gridOptions(
  table: Table,
  isNarrow: boolean,
  onReady: (event: GridReadyEvent<GridRow>) => void,
): GridOptions<GridRow> {
  const rowOf = (data: GridRow | undefined): ViewRow | undefined =>
    data === undefined || isSpacer(data) ? undefined : data;
  const open = (row: ViewRow | undefined): void => {
    if (row !== undefined) void table.told.onOpen?.({ key: row.key, cells: rowValues(table, row) });
  };
  const owner = {
    open: (key: number): void => open(table.row(key)),
    focusSearch: (): void => document.querySelector<HTMLElement>("[data-rx-search]")?.focus(),
  };
  return {
    theme: gridTheme,
    themeCssLayer: "ag",
    getRowId: ({ data }) => rowIdOf(data),
    // The spacers are told theirs by the viewport. A function would make the grid estimate the height of each new row, and
    // place all of them again when it is seen.
    rowHeight: isNarrow ? 64 : 36,
    isFullWidthRow: ({ rowNode }) => isNarrow || isSpacer(rowNode.data),
    fullWidthCellRenderer: isNarrow ? ItemRow : SpacerCell,
    fullWidthCellRendererParams: { table },
    headerHeight: isNarrow ? 0 : 36,
    animateRows: false,
    suppressScrollOnNewData: true,
    suppressMaxRenderedRowRestriction: true,
    rowBuffer,
    // Most lists are higher than their table; the viewport says where it is not so.
    alwaysShowVerticalScroll: true,
    suppressMovableColumns: true,
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    // What is loading is said around the grid; the grid would say so for ever.
    loading: false,
    navigateToNextCell: ({ nextCellPosition, previousCellPosition, api }) => {
      const next = nextCellPosition && api.getDisplayedRowAtIndex(nextCellPosition.rowIndex)?.data;
      return isSpacer(next ?? undefined) ? previousCellPosition : nextCellPosition;
    },
    // Tab leaves the table: inside, arrows go from cell to cell.
    tabToNextCell: () => false,
    defaultColDef: {
      suppressKeyboardEvent: (params) => handleTableKey(params, table, owner),
      suppressHeaderKeyboardEvent: (params) => handleHeaderKey(params, table),
    },
    onCellFocused: (event) => table.viewport.focus.focused(event),
    onCellClicked: (event) => clicked(table, event, open),
    onCellDoubleClicked: (event) => doubleClicked(table, event, open),
    onRowClicked: ({ data, event }) => {
      // A check box, or a link that the app draws, is tapped for itself.
      const isOwn = event?.target instanceof Element && event.target.closest("a, button, input") !== null;
      if (isNarrow && !isOwn) open(rowOf(data));
    },
    onGridReady: onReady,
  };
}

function clicked(
  table: Table,
  { data, column, event }: CellClickedEvent<GridRow>,
  open: (row: ViewRow | undefined) => void,
): void {
  const col = column.getColId();
  if (data === undefined || isSpacer(data) || col === "~select") return;
  // A row's number is its name, and a name is what one clicks to see the rest.
  if (event?.target instanceof Element && event.target.closest(".rx-cell-id") !== null) open(data);
  const type = table.edits.phase({ key: data.key, col })?.type;
  // A refused draft is where one clicks to mend it.
  if (type === "refused") table.edit({ key: data.key, col });
  else if (type === undefined && event instanceof MouseEvent && event.detail === 1)
    void table.told.onSelect?.(rowValues(table, data));
}

function doubleClicked(
  table: Table,
  { data, column }: CellDoubleClickedEvent<GridRow>,
  open: (row: ViewRow | undefined) => void,
): void {
  const col = column.getColId();
  if (data === undefined || isSpacer(data) || col === "~select") return;
  const place = { key: data.key, col };
  if (table.edits.phase(place)?.type === "editing") return;
  if (!change(table, place)) open(data);
}
