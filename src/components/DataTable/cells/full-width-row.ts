import type { ICellRendererComp, ICellRendererParams } from "ag-grid-community";
import type { ViewRow } from "../../../client/rows/view-row.ts";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import type { Table } from "../table.ts";
import { cellText } from "./cell-text.ts";
import { statusMark } from "./display-cell.ts";
import { narrowLayout } from "./narrow-layout.ts";
import { SelectCell } from "./select-cell.ts";

/** A row in one piece: a spacer painted as skeleton lines, or, where it is narrow, a row as a two-line item. */
export class FullWidthRow implements ICellRendererComp<GridRow> {
  readonly #element = document.createElement("div");
  #select: SelectCell | undefined;
  #key: number | undefined;

  init(params: ICellRendererParams<GridRow> & { readonly table: Table }): void {
    this.#draw(params);
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  refresh(params: ICellRendererParams<GridRow> & { readonly table: Table }): boolean {
    this.#draw(params);
    return true;
  }

  destroy(): void {
    this.#select?.destroy();
  }

  #draw(params: ICellRendererParams<GridRow> & { readonly table: Table }): void {
    const { data, table } = params;
    if (data === undefined) return;
    if (isSpacer(data)) {
      this.#element.className = "rx-spacer";
      this.#element.ariaHidden = "true";
      return;
    }
    this.#element.className = "rx-item";
    this.#element.role = "gridcell";
    if (this.#key !== data.key) {
      this.#select?.destroy();
      this.#select = table.ref.keyed ? new SelectCell() : undefined;
      this.#select?.init(params);
      this.#key = data.key;
    }
    this.#element.replaceChildren(...(this.#select ? [this.#select.getGui()] : []), ...lines(table, data));
  }
}

function lines(table: Table, row: ViewRow): readonly HTMLElement[] {
  const { columns } = table;
  const { title, details, amount, status } = narrowLayout(columns);
  const text = (index: number | undefined): string => {
    const column = index === undefined ? undefined : columns[index];
    return column === undefined ? "" : cellText(column, row.cells[index ?? 0]);
  };
  const [left, right] = [box("rx-item-left"), box("rx-item-right")];
  left.append(
    line("rx-item-title", text(title) || "–"),
    line("rx-item-detail", details.map(text).filter(Boolean).join(" · ")),
  );
  right.append(line("rx-item-amount rx-numbers", text(amount)));
  const value = status === undefined ? undefined : row.cells[status];
  if (typeof value === "string") right.append(statusMark(value));
  return [left, right];
}

function box(className: string): HTMLElement {
  const made = document.createElement("div");
  made.className = className;
  return made;
}

function line(className: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = className;
  made.textContent = text;
  return made;
}
