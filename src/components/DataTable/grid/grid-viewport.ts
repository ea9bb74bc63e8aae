// The view's viewport on AG Grid. One frame is one task: spacers, rows, scrollTop and focus change together, before the
// next paint. The order of the calls is exact: the grid commits late without flushSync, and its focus call scrolls.
import type { GridApi } from "ag-grid-community";
import { flushSync } from "react-dom";
import type { RowKey } from "../../../protocol/rows.ts";
import type { Frame, RowsViewport } from "../../../client/rows/viewport.ts";
import { GridFocus } from "./grid-focus.ts";
import { rowIdOf, type GridRow, type SpacerRow } from "./grid-row.ts";
import { maxListHeight } from "./max-height.ts";
import { Pointer } from "./pointer.ts";
import { RowBuffer } from "./row-buffer.ts";

/** After a scroll the rows are committed at once for this long; else the grid may paint a part of them later. */
const flushMs = 300;

/** What the viewport tells. */
export interface ViewportOwner {
  scrolled(): void;
  /** The pointer moved or left. */
  released(): void;
  resized(): void;
  editorKey(): RowKey | undefined;
  drawn(frame: Frame): void;
}

/** A grid as the viewport of a view; before the grid is there it keeps what is to be drawn. */
export class GridViewport implements RowsViewport {
  readonly maxHeight = maxListHeight();
  readonly focus = new GridFocus();
  #rowHeight = 36;
  #owner: ViewportOwner | undefined;
  #api: GridApi<GridRow> | undefined;
  #scroller: HTMLElement | undefined;
  #pointer: Pointer | undefined;
  #buffer: RowBuffer | undefined;
  #stop: AbortController | undefined;
  #frame: Frame | undefined;
  #rows: readonly GridRow[] = [];
  #lastScroll = 0;
  #seenTop = 0;
  readonly #top: SpacerRow = { spacer: "top", height: 0, isMeasured: false };
  readonly #bottom: SpacerRow = { spacer: "bottom", height: 0, isMeasured: false };

  /** Who is told of scrolling. */
  own(owner: ViewportOwner): void {
    this.#owner = owner;
  }

  /** The grid is there. */
  attach(api: GridApi<GridRow>, element: HTMLElement): void {
    const scroller = element.querySelector<HTMLElement>(".ag-grid-viewport, .ag-body-viewport");
    if (scroller === null) return;
    this.#api = api;
    this.#scroller = scroller;
    this.#buffer = new RowBuffer(api);
    this.#stop = new AbortController();
    this.#pointer = new Pointer(element, () => this.#owner?.released());
    scroller.addEventListener("scroll", () => this.#scrolled(), { signal: this.#stop.signal, passive: true });
    const observer = new ResizeObserver(() => this.#owner?.resized());
    observer.observe(scroller);
    this.#stop.signal.addEventListener("abort", () => observer.disconnect());
    this.focus.attach(api, element, scroller);
    if (this.#frame !== undefined) this.#put(this.#frame, true);
    this.#owner?.resized();
  }

  detach(): void {
    this.#stop?.abort();
    this.#pointer?.stop();
    this.#buffer?.stop();
    this.focus.detach();
    this.#api = this.#scroller = this.#pointer = this.#buffer = undefined;
    this.#rows = [];
  }

  /** Rows have another height: two lines where it is narrow. */
  setRowHeight(height: number): void {
    if (height === this.#rowHeight) return;
    this.#rowHeight = height;
    this.#owner?.resized();
  }

  /** Goes to a pixel, as a reader would. */
  scrollTo(top: number): void {
    if (this.#scroller !== undefined) this.#scroller.scrollTop = top;
  }

  /** Puts the focus on a cell without scrolling to it. */
  focusAt(index: number, column: string): void {
    const y = this.scrollTop();
    this.focus.set(index, column);
    if (this.#scroller !== undefined && this.#scroller.scrollTop !== y) this.#scroller.scrollTop = y;
  }

  get contentHeight(): number {
    const frame = this.#frame;
    return frame === undefined ? 0 : frame.top + frame.rows.length * this.#rowHeight + frame.bottom;
  }

  scrollTop(): number {
    return this.#scroller?.scrollTop ?? 0;
  }

  height(): number {
    // The header is inside of what scrolls.
    const header = this.#scroller?.querySelector<HTMLElement>(".ag-header")?.offsetHeight ?? 0;
    return Math.max(this.#rowHeight, (this.#scroller?.clientHeight ?? 600) - header);
  }

  rowHeight(): number {
    return this.#rowHeight;
  }

  pointerInside(): boolean {
    return this.#pointer?.isInside ?? false;
  }

  pointerKey(): RowKey | undefined {
    const id = this.#pointer?.rowId();
    return id === undefined || id.startsWith("~") ? undefined : Number(id);
  }

  editorKey(): RowKey | undefined {
    return this.#owner?.editorKey();
  }

  isHeldDown(): boolean {
    return this.#pointer?.isDown ?? false;
  }

  onFrame(callback: () => void): void {
    if (typeof requestAnimationFrame === "function") requestAnimationFrame(callback);
    else setTimeout(callback, 16);
  }

  draw(frame: Frame): void {
    this.#frame = frame;
    this.#put(frame, false);
    this.#owner?.drawn(frame);
  }

  #put(frame: Frame, isFirst: boolean): void {
    const [api, scroller] = [this.#api, this.#scroller];
    if (api === undefined || scroller === undefined) return;
    const rows: GridRow[] = [
      ...(frame.top > 0 ? [this.#top] : []),
      ...frame.rows,
      ...(frame.bottom > 0 ? [this.#bottom] : []),
    ];
    const isSame = rows.length === this.#rows.length && rows.every((row, index) => row === this.#rows[index]);
    const spacersChanged = this.#top.height !== frame.top || this.#bottom.height !== frame.bottom;
    const before = this.focus.before(rows, this.editorKey());
    this.#size(this.#top, frame.top);
    this.#size(this.#bottom, frame.bottom);
    this.#rows = rows;
    this.#showScrollbar(api);
    if (isFirst || frame.isElsewhere) this.#buffer?.narrow();
    const put = (): void => {
      if (!isSame || isFirst) api.setGridOption("rowData", rows);
      // A spacer that is new is as high as a row: it is told its own height.
      const isNew = [this.#top, this.#bottom].filter((spacer) => this.#measure(spacer)).length > 0;
      if (isNew || (isSame && spacersChanged)) api.onRowHeightChanged();
    };
    const isScrolling = performance.now() - this.#lastScroll < flushMs;
    const isEdited = this.editorKey() !== undefined;
    this.focus.during(() => {
      if (frame.scrollBy !== 0 || before.moved || isScrolling || isEdited) flushSync(put);
      else put();
    });
    if (frame.scrollBy !== 0) scroller.scrollTop += frame.scrollBy;
    const y = scroller.scrollTop;
    this.focus.after(before);
    // The focus call scrolls to its cell; taken back before anybody sees it.
    if (scroller.scrollTop !== y) scroller.scrollTop = y;
    this.#seenTop = y;
  }

  /**
   * The scrollbar is there before the rows that need it. Else the columns are wider than what is left for a moment, a
   * second scrollbar comes below and goes again, and the length of the first changes under who has taken hold of it.
   */
  #showScrollbar(api: GridApi<GridRow>): void {
    const isHigher = this.contentHeight > this.height();
    if (api.getGridOption("alwaysShowVerticalScroll") !== isHigher)
      api.setGridOption("alwaysShowVerticalScroll", isHigher);
  }

  #size(spacer: SpacerRow, height: number): void {
    spacer.height = height;
    const node = height > 0 ? this.#api?.getRowNode(rowIdOf(spacer)) : undefined;
    node?.setRowHeight(height);
    spacer.isMeasured = node !== undefined;
  }

  /** Gives a spacer that came with these rows its height; true where it did. */
  #measure(spacer: SpacerRow): boolean {
    if (spacer.isMeasured || spacer.height <= 0) return false;
    this.#api?.getRowNode(rowIdOf(spacer))?.setRowHeight(spacer.height);
    spacer.isMeasured = true;
    return true;
  }

  #scrolled(): void {
    const top = this.scrollTop();
    // Our own correction is no scrolling of the reader's.
    if (top === this.#seenTop) return;
    this.#seenTop = top;
    this.#lastScroll = performance.now();
    this.#owner?.scrolled();
  }
}
