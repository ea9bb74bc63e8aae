import type { ICellRendererParams } from "ag-grid-community";
import type { ReactNode } from "react";
import type { ColumnLook } from "../data-table-props.ts";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import { rowValues } from "../row-values.ts";
import { cellValue } from "../../../protocol/cell-value.ts";
import type { CellParams } from "./display-cell.ts";

/** A cell that the app draws: its renderer gets the value with its type, and the row by column. */
export function RenderedCell(
  params: ICellRendererParams<GridRow> & CellParams & { readonly render: NonNullable<ColumnLook["render"]> },
): ReactNode {
  const { table, column, data, value, render } = params;
  if (data === undefined || isSpacer(data)) return null;
  const phase = table.edits.phase({ key: data.key, col: column.name });
  const shown: unknown = phase?.type === "saving" || phase?.type === "saved" ? phase.cell : value;
  return <span className="rx-cell">{render(cellValue(column, shown), rowValues(table, data))}</span>;
}
