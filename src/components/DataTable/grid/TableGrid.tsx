import type { ColDef, GridApi, GridReadyEvent } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { DataTableProps } from "../data-table-props.ts";
import type { Table } from "../table.ts";
import { useTable, useTablePart } from "../use-table.ts";
import { columnDefs } from "./column-defs.ts";
import { Flash } from "./flash.ts";
import { gridOptions } from "./grid-options.ts";
import type { GridRow } from "./grid-row.ts";
import { registerGridModules } from "./modules.ts";
import { RowAttributes } from "./row-attributes.ts";
import "./table-grid.css";
import { useNarrow } from "./use-narrow.ts";

registerGridModules();

/** Props of TableGrid: what the app says of columns and rows. */
export interface TableGridProps {
  readonly looks: NonNullable<DataTableProps["columns"]>;
  readonly onSelect: DataTableProps["onSelect"];
  readonly onOpen: DataTableProps["onOpen"];
  /** What its rows are called: the grid's own name. */
  readonly noun: string;
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

function Grid({ looks, onSelect, onOpen, noun, isNarrow }: TableGridProps & { readonly isNarrow: boolean }): ReactNode {
  const table = useTable();
  const columns = useTablePart((part) => part.columns);
  const [ready, setReady] = useState<GridReadyEvent<GridRow>>();
  const defs = useMemo(
    () => (isNarrow ? itemDefs : columnDefs(table, columns, looks)),
    [isNarrow, table, columns, looks],
  );
  useGridEvents(table, ready);
  const opens = onOpen !== undefined;
  useEffect(() => {
    const root = document.querySelector(`[grid-id="${ready?.api.getGridId()}"]`);
    root?.querySelector("[role=grid]")?.setAttribute("aria-label", noun);
    root?.toggleAttribute("data-opens", opens);
  }, [ready, noun, opens]);
  // Once for each grid: an option that is another object at each draw makes the grid draw all its rows anew.
  const [options] = useState(() => gridOptions(table, isNarrow, setReady));
  useEffect(() => table.tell({ onSelect, onOpen }), [table, onSelect, onOpen]);
  return <AgGridReact<GridRow> gridOptions={options} columnDefs={defs} />;
}

/** Where a row is in one piece, there is one column, as wide as the table: nothing to scroll to. */
const itemDefs: ColDef<GridRow>[] = [{ colId: "~item", flex: 1, resizable: false, sortable: false }];

/** A cell changes between showing and being edited. While it is edited its editor draws itself, and keeps the focus. */
function redrawEdited(table: Table, api: GridApi<GridRow>): () => void {
  const edited = new Set<string>();
  return table.edits.onChange((place) => {
    const id = `${place.key} ${place.col}`;
    const type = table.edits.phase(place)?.type;
    const isEdited = type === "editing" || type === "conflict";
    if (isEdited && edited.has(id)) return;
    if (isEdited) edited.add(id);
    else edited.delete(id);
    const node = api.getRowNode(String(place.key));
    if (node !== undefined) api.refreshCells({ rowNodes: [node], columns: [place.col], force: true });
  });
}

/** Ties a grid to its table as long as both are there. */
function useGridEvents(table: Table, ready: GridReadyEvent<GridRow> | undefined): void {
  useEffect(() => {
    if (ready === undefined) return;
    const { api } = ready;
    const root = document.querySelector<HTMLElement>(`[grid-id="${api.getGridId()}"]`);
    if (root === null) return;
    const flash = new Flash(root);
    const attributes = new RowAttributes(root, table);
    table.viewport.attach(api, root);
    attributes.write();
    const stops = [
      table.selection.onChange(() => attributes.write()),
      redrawEdited(table, api),
      table.onDrawn((frame, own) => {
        attributes.write();
        if (frame.changed.size === 0 && frame.arrived.size === 0) return;
        const columnAt = (index: number): string | undefined => table.columns[index]?.name;
        // The rows of this frame are in the page when it is painted.
        requestAnimationFrame(() => flash.show(frame, columnAt, (key, col) => own.has(`${key} ${col}`)));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      attributes.stop();
      table.viewport.detach();
    };
  }, [table, ready]);
}
