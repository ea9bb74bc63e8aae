import type { ColDef, ICellRendererParams } from "ag-grid-community";
import { DisplayCell } from "../cells/display-cell.ts";
import { isNumeric } from "../cells/cell-text.ts";
import { RenderedCell } from "../cells/RenderedCell.tsx";
import { SelectCell } from "../cells/select-cell.ts";
import { columnWidth } from "../column-width.ts";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import type { ColumnLook } from "../data-table-props.ts";
import { EditCell } from "../edit/EditCell.tsx";
import type { Table } from "../table.ts";
import { isSpacer, type GridRow } from "./grid-row.ts";
import { HeaderCell } from "./HeaderCell.tsx";
import { SelectAll } from "./SelectAll.tsx";

/** Columns of the grid for the columns of the rows. Sort and filter stay off in the grid: it would sort the loaded rows. */
export function columnDefs(
  table: Table,
  columns: readonly ColumnDescription[],
  looks: Readonly<Record<string, ColumnLook | undefined>>,
): ColDef<GridRow>[] {
  const defs = columns.flatMap((column, index): ColDef<GridRow>[] => {
    const look = looks[column.name] ?? {};
    if (look.hidden === true) return [];
    const { render } = look;
    const isNumber = isNumeric(column.kind);
    const params = { table, column, ...(render === undefined ? {} : { render }) };
    return [
      {
        colId: column.name,
        headerName: look.label ?? column.label,
        ...columnWidth(column, look.width),
        resizable: true,
        sortable: false,
        valueGetter: ({ data }) => (data === undefined || isSpacer(data) ? undefined : data.cells[index]),
        headerComponent: HeaderCell,
        headerComponentParams: { table, column_: column },
        cellRendererSelector: (cell: ICellRendererParams<GridRow>) => {
          if (isEdited(table, cell, column.name)) return { component: EditCell, params };
          return render === undefined ? { component: DisplayCell, params } : { component: RenderedCell, params };
        },
        ...(isNumber ? { cellClass: "rx-cell-number rx-numbers" } : {}),
        ...(column.kind === "date" || column.kind === "timestamp" ? { cellClass: "rx-numbers" } : {}),
      },
    ];
  });
  return table.ref.keyed ? [selectDef(table), ...defs] : defs;
}

function isEdited(table: Table, { data }: ICellRendererParams<GridRow>, col: string): boolean {
  if (data === undefined || isSpacer(data)) return false;
  const phase = table.edits.phase({ key: data.key, col });
  return phase?.type === "editing" || phase?.type === "conflict";
}

function selectDef(table: Table): ColDef<GridRow> {
  return {
    colId: "~select",
    width: 52,
    minWidth: 52,
    maxWidth: 52,
    resizable: false,
    sortable: false,
    headerComponent: SelectAll,
    headerComponentParams: { table },
    cellRenderer: SelectCell,
    cellRendererParams: { table },
    cellClass: "rx-cell-select",
  };
}
