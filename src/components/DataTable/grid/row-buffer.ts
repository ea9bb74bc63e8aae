import type { GridApi } from "ag-grid-community";
import type { GridRow } from "./grid-row.ts";

/** Rows that are drawn beyond each edge of the view: the wheel runs ahead of the page by some of them. */
export const rowBuffer = 10;

/**
 * Rows beyond the view are drawn a frame later where all rows are others: after a jump half of the drawing would be of
 * rows that nobody sees yet.
 */
export class RowBuffer {
  readonly #api: GridApi<GridRow>;
  #asked = 0;
  #isNarrow = false;

  constructor(api: GridApi<GridRow>) {
    this.#api = api;
  }

  /** What is drawn now is drawn for the view alone; the rest follows the next paint. */
  narrow(): void {
    this.stop();
    this.#set(0);
    this.#isNarrow = true;
    // A message posted before a paint comes after it.
    this.#asked = requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => this.#widen();
      port2.postMessage(0);
    });
  }

  stop(): void {
    cancelAnimationFrame(this.#asked);
  }

  #widen(): void {
    if (!this.#isNarrow || this.#api.isDestroyed()) return;
    this.#isNarrow = false;
    this.#set(rowBuffer);
  }

  #set(rows: number): void {
    this.#api.setGridOption("rowBuffer", rows);
  }
}
