// The grid's focus is an index, ours is a key. Before rows change it is taken away, after they changed it is put where its
// row is now. What somebody types is not disturbed: an open editor keeps the browser's focus, its caret and its selection.
import type { CellFocusedEvent, Column, GridApi } from "ag-grid-community";
import { flushSync } from "react-dom";
import type { RowKey } from "../../../protocol/rows.ts";
import { isSpacer, type GridRow } from "./grid-row.ts";

/** What was so before the rows changed. */
export interface FocusBefore {
  readonly key: RowKey | undefined;
  /** The row's new index, where it is still there. */
  readonly index: number | undefined;
  readonly moved: boolean;
  readonly active: Element | null;
  readonly selection: readonly [start: number, end: number] | undefined;
}

/** The focused cell of a grid, by key. */
export class GridFocus {
  #api: GridApi<GridRow> | undefined;
  #element: HTMLElement | undefined;
  #key: RowKey | undefined;
  #column: Column | undefined;
  /** True while focus is moved by us: editors do not take it for being left. */
  isMoving = false;

  attach(api: GridApi<GridRow>, element: HTMLElement, _scroller: HTMLElement): void {
    this.#api = api;
    this.#element = element;
  }

  detach(): void {
    this.#api = this.#element = this.#key = this.#column = undefined;
  }

  get key(): RowKey | undefined {
    return this.#key;
  }

  get columnId(): string | undefined {
    return this.#column?.getColId();
  }

  /** The grid says which cell has the focus. */
  focused(event: CellFocusedEvent<GridRow>): void {
    if (this.isMoving) return;
    const row = event.rowIndex === null ? undefined : this.#api?.getDisplayedRowAtIndex(event.rowIndex)?.data;
    this.#key = row === undefined || isSpacer(row) ? undefined : row.key;
    this.#column = typeof event.column === "object" ? (event.column ?? undefined) : undefined;
  }

  before(rows: readonly GridRow[], editor: RowKey | undefined): FocusBefore {
    const active = document.activeElement;
    const focused = this.#api?.getFocusedCell();
    if (this.#key === undefined)
      return { key: undefined, index: undefined, moved: false, active, selection: undefined };
    const found = rows.findIndex((row) => !isSpacer(row) && row.key === this.#key);
    const index = found === -1 ? undefined : found;
    const moved = index !== focused?.rowIndex;
    const isEditing = editor !== undefined && editor === this.#key;
    if (moved && !isEditing && focused) {
      this.isMoving = true;
      this.#api?.clearFocusedCell();
      this.isMoving = false;
    }
    return { key: this.#key, index, moved, active, selection: selectionOf(active) };
  }

  /** Changes rows: the grid may take the focus away meanwhile, which is nobody's leaving. */
  during(change: () => void): void {
    this.isMoving = true;
    try {
      change();
    } finally {
      this.isMoving = false;
    }
  }

  after({ index, moved, active, selection }: FocusBefore): void {
    const [api, column] = [this.#api, this.#column];
    if (index === undefined || column === undefined || api === undefined) return;
    if (!moved && document.activeElement === active) return;
    const isInCells = this.#element?.contains(active) === true && active?.closest(".ag-header") === null;
    const isElsewhere = active !== null && active !== document.body && !isInCells;
    // A field outside of the grid has it, or a header: the row gets its place back, not the focus.
    if (isElsewhere) return;
    this.isMoving = true;
    flushSync(() => api.setFocusedCell(index, column));
    if (active instanceof HTMLElement && active.matches("input, textarea, button") && active.isConnected) {
      active.focus({ preventScroll: true });
      if (selection !== undefined && (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement)) {
        active.setSelectionRange(...selection);
      }
    }
    this.isMoving = false;
  }

  /** Puts the focus on a cell of a row that is shown; its column comes into view. */
  set(index: number, column: string): void {
    // Where a row is in one piece, it has no such column.
    if (!this.#api?.getColumn(column)) return;
    this.#api.ensureColumnVisible(column);
    flushSync(() => this.#api?.setFocusedCell(index, column));
  }
}

function selectionOf(active: Element | null): readonly [number, number] | undefined {
  if (!(active instanceof HTMLInputElement) && !(active instanceof HTMLTextAreaElement)) return undefined;
  const { selectionStart, selectionEnd } = active;
  return selectionStart === null || selectionEnd === null ? undefined : [selectionStart, selectionEnd];
}
