import type { ICellRendererComp, ICellRendererParams } from "ag-grid-community";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import type { Table } from "../table.ts";

/** The check box that selects a row. */
export class SelectCell implements ICellRendererComp<GridRow> {
  readonly #box = document.createElement("input");
  #stop: (() => void) | undefined;
  #key = 0;

  init({ table, data }: ICellRendererParams<GridRow> & { readonly table: Table }): void {
    this.#key = data === undefined || isSpacer(data) ? 0 : data.key;
    this.#box.type = "checkbox";
    this.#box.className = "rx-check";
    this.#box.tabIndex = -1;
    this.#box.ariaLabel = "Select row";
    this.#box.checked = table.selection.has(this.#key);
    this.#box.addEventListener("click", (event) => {
      event.stopPropagation();
      if (event.shiftKey) table.selection.toggleTo(this.#key, table.view.keys);
      else table.selection.toggle(this.#key);
    });
    this.#stop = table.selection.onChange(() => {
      this.#box.checked = table.selection.has(this.#key);
    });
  }

  getGui(): HTMLElement {
    return this.#box;
  }

  refresh({ data }: ICellRendererParams<GridRow>): boolean {
    // Another row in this place wants another box.
    return data !== undefined && !isSpacer(data) && data.key === this.#key;
  }

  destroy(): void {
    this.#stop?.();
  }
}
