import type { ICellRendererParams } from "ag-grid-community";
import { Fragment, useSyncExternalStore, type ReactNode } from "react";
import type { ViewRow } from "../../../client/rows/view-row.ts";
import { cellValue } from "../../../protocol/cell-value.ts";
import { StatusMark } from "../../StatusMark/StatusMark.tsx";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import { rowValues } from "../row-values.ts";
import type { Table } from "../table.ts";
import { cellText } from "./cell-text.ts";
import { narrowLayout } from "./narrow-layout.ts";

/** A row as a two-line item, where it is narrow, each value as the app draws it; a spacer painted as skeleton lines. */
export function ItemRow({ data, table }: ICellRendererParams<GridRow> & { readonly table: Table }): ReactNode {
  if (data === undefined) return null;
  if (isSpacer(data)) return <div className="rx-spacer" aria-hidden />;
  return <Item table={table} row={data} />;
}

function Item({ table, row }: { readonly table: Table; readonly row: ViewRow }): ReactNode {
  const { columns, looks } = table;
  const isHidden = (name: string): boolean => looks[name]?.hidden === true;
  const { title, details, amount, status } = narrowLayout(columns, isHidden);
  const part = (index: number | undefined): ReactNode =>
    index === undefined ? undefined : <ItemValue table={table} row={row} index={index} />;
  const shown = details.filter((index) => row.cells[index] !== null && row.cells[index] !== undefined);
  return (
    <div className="rx-item" role="gridcell">
      {table.ref.keyed && <SelectItem table={table} row={row} />}
      <div className="rx-item-left">
        <span className="rx-item-title">{part(title)}</span>
        <span className="rx-item-detail rx-numbers">
          {shown.map((index, at) => (
            <Fragment key={index}>
              {at > 0 && " · "}
              {part(index)}
            </Fragment>
          ))}
        </span>
      </div>
      <div className="rx-item-right">
        <span className="rx-item-amount rx-numbers">{part(amount)}</span>
        {part(status)}
      </div>
    </div>
  );
}

/** One value. It is found by its column, so that it is seen to change. */
function ItemValue({
  table,
  row,
  index,
}: {
  readonly table: Table;
  readonly row: ViewRow;
  readonly index: number;
}): ReactNode {
  const column = table.columns[index];
  if (column === undefined) return null;
  const cell = row.cells[index];
  const render = table.looks[column.name]?.render;
  const text = cellText(column, cell);
  const shown =
    render === undefined ? (
      column.kind === "oneOf" && text !== "" ? (
        <StatusMark value={text} />
      ) : (
        text || "–"
      )
    ) : (
      render(cellValue(column, cell), rowValues(table, row))
    );
  return (
    <span className="rx-item-value" col-id={column.name}>
      {shown}
    </span>
  );
}

function SelectItem({ table, row: { key } }: { readonly table: Table; readonly row: ViewRow }): ReactNode {
  const { selection } = table;
  const isSelected = useSyncExternalStore(
    (changed) => selection.onChange(changed),
    () => selection.has(key),
  );
  return (
    <input
      type="checkbox"
      className="rx-check"
      aria-label="Select row"
      tabIndex={-1}
      checked={isSelected}
      onChange={() => selection.toggle(key)}
    />
  );
}
