import type { ICellRendererComp, ICellRendererParams } from "ag-grid-community";
import type { GridRow } from "../grid/grid-row.ts";

/** A spacer: painted as skeleton lines. Not React, since it is drawn with each frame that scrolls. */
export class SpacerCell implements ICellRendererComp<GridRow> {
  readonly #element = document.createElement("div");

  init(): void {
    this.#element.className = "rx-spacer";
    this.#element.ariaHidden = "true";
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  refresh(_params: ICellRendererParams<GridRow>): boolean {
    return true;
  }
}
