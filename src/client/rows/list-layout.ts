// Where rows are on screen. One row is the fixed point of every change: the editor's, else the one under the mouse, else
// the first visible. The spacer above absorbs the difference, so that this row stays at its pixel.
import type { RowKey } from "../../protocol/rows.ts";
import type { BlockList, RowChanges } from "./block-list.ts";
import { KeptRows } from "./kept-rows.ts";
import { alignedBottom, alignedTop, farIndex, type ListSize } from "./spacers.ts";
import type { ViewRow } from "./view-row.ts";
import type { RowsViewport } from "./viewport.ts";

/** What is known of the whole list. */
export interface ListPlace {
  /** Index of the first loaded row. */
  readonly first: number;
  /** Rows in all. */
  readonly total: number;
}

/**
 * How a new list takes the place of the old one: `update` around the fixed point, `keys` and `index` with a row at a
 * pixel below the upper edge of the view, `top` from the first row on.
 */
export type RenderHow =
  | { readonly type: "update"; readonly realign?: true }
  | { readonly type: "keys" | "index"; readonly key: RowKey | undefined; readonly offset: number }
  | { readonly type: "top" };

/** How near to the end of a spacer the list is put right, in rows. */
const marginRows = 20;

/** The list as it is laid out. */
export class ListLayout {
  readonly #viewport: RowsViewport;
  readonly #kept = new KeptRows();
  #shown: readonly ViewRow[] = [];
  #indexes: ReadonlyMap<RowKey, number> = new Map();
  #top = 0;
  #bottom = 0;
  #height = 0;
  #newAbove = new Set<RowKey>();
  /** Set while it scrolls. */
  scrolling = false;

  constructor(viewport: RowsViewport) {
    this.#viewport = viewport;
  }

  get shown(): readonly ViewRow[] {
    return this.#shown;
  }

  /** While it scrolls or a thumb is held the height stays, else the thumb would slip. */
  get frozen(): boolean {
    return this.#height > 0 && (this.scrolling || this.#viewport.isHeldDown());
  }

  /** Index of a row among those that are shown; -1: none of them. */
  indexOf(key: RowKey): number {
    return this.#indexes.get(key) ?? -1;
  }

  /** Is a row kept that has left? It goes when pointer and editor have left it. */
  get hasKept(): boolean {
    return this.#kept.any;
  }

  /** Rows above the view that arrived since it was there. */
  get newAbove(): number {
    return this.#newAbove.size;
  }

  /** Indexes of the first and last row in view; beyond the shown rows where the view is in a spacer. */
  visible(): { readonly first: number; readonly last: number } {
    const height = this.#viewport.rowHeight();
    const from = this.#viewport.scrollTop() - this.#top;
    return { first: Math.floor(from / height), last: Math.ceil((from + this.#viewport.height()) / height) - 1 };
  }

  /** Keys in view and below, from the first one on. */
  keysFromView(count: number): readonly RowKey[] {
    const first = Math.max(0, this.visible().first);
    return this.#shown.slice(first, first + count).flatMap((row) => (row.mark === undefined ? [row.key] : []));
  }

  /** Pixels of a row below the upper edge of the view. */
  offsetOf(key: RowKey): number | undefined {
    const index = this.#indexes.get(key);
    if (index === undefined) return undefined;
    return this.#top + index * this.#viewport.rowHeight() - this.#viewport.scrollTop();
  }

  /** Is the view wholly in a spacer? Then the index that it stands for. */
  far(place: ListPlace, list: BlockList): number | undefined {
    const { first, last } = this.visible();
    const above = last < 0 && !list.atTop;
    const below = first >= this.#shown.length && !list.atEnd;
    if (this.#shown.length === 0 || (!above && !below)) return undefined;
    const [scrollTop, height] = [this.#viewport.scrollTop(), this.#viewport.height()];
    return farIndex(this.#size(place, list), { scrollTop, height, top: this.#top, bottom: this.#bottom });
  }

  /** Has the upper spacer drifted from what the list's size says, by more than a hundredth of the height? */
  hasDrifted(place: ListPlace, list: BlockList): boolean {
    const size = this.#size(place, list);
    const height = Math.max(1, this.#top + size.loaded * size.rowHeight + this.#bottom);
    return Math.abs(this.#top - alignedTop(size)) > height / 100;
  }

  /** Brings the screen to what the list is now. */
  render(list: BlockList, place: ListPlace, how: RenderHow): void {
    const changes = list.takeChanges();
    const before = this.#indexes;
    const candidates = how.type === "update" ? this.#candidates() : [];
    const follows = how.type === "update" && this.#follows();
    this.#show(this.#rowsOf(list, changes, how));
    const moved = this.#move(how, before, candidates);
    const settled = this.#settle(list, place, how.type === "update" && how.realign === true);
    const scrollBy = moved + (follows && list.atTop ? 0 : settled);
    this.#countNew(changes, how);
    const { cells: changed, arrived } = changes;
    const isElsewhere = how.type === "index" || how.type === "top";
    const [top, bottom, rows] = [this.#top, this.#bottom, this.#shown];
    this.#viewport.draw({ top, bottom, rows, scrollBy, isElsewhere, changed, arrived });
    this.look();
  }

  /** Forgets the rows above that are seen now. */
  look(): void {
    if (this.#newAbove.size === 0) return;
    const { first } = this.visible();
    for (const key of this.#newAbove) {
      const index = this.#indexes.get(key);
      if (index === undefined || index >= first) this.#newAbove.delete(key);
    }
  }

  #show(rows: readonly ViewRow[]): void {
    this.#shown = rows;
    this.#indexes = new Map(rows.map((row, index) => [row.key, index]));
  }

  #rowsOf(list: BlockList, changes: RowChanges, how: RenderHow): readonly ViewRow[] {
    const { first, last } = this.visible();
    const isVisible = (key: RowKey): boolean => {
      const index = this.#indexes.get(key) ?? -1;
      return index >= first && index <= last;
    };
    return this.#kept.next(this.#shown, list, {
      left: changes.left,
      editor: this.#viewport.editorKey(),
      pointer: this.#viewport.pointerKey(),
      isVisible,
      how: how.type,
    });
  }

  /** Rows that may stay at their pixel, best first. A parked row is not where it belongs: it is no measure. */
  #candidates(): readonly RowKey[] {
    const { first, last } = this.visible();
    const inView = this.#shown.slice(Math.max(0, first), Math.max(0, last + 1)).map((row) => row.key);
    const others = (first > 0 ? this.#shown.toReversed() : this.#shown).map((row) => row.key);
    const chosen = [this.#viewport.editorKey(), this.#viewport.pointerKey()];
    const best = chosen.flatMap((key) => (key !== undefined && inView.includes(key) ? [key] : []));
    return [...best, ...inView, ...others].filter((key) => key !== this.#kept.parkedKey);
  }

  /** Puts the list where it belongs; what has to be added to scrollTop for it. */
  #move(how: RenderHow, before: ReadonlyMap<RowKey, number>, candidates: readonly RowKey[]): number {
    const rowHeight = this.#viewport.rowHeight();
    const scrollTop = this.#viewport.scrollTop();
    if (how.type === "top") {
      this.#top = 0;
      return -scrollTop;
    }
    if (how.type === "update") {
      const fixed = candidates.find((key) => this.#indexes.has(key) && before.has(key));
      if (fixed === undefined) return 0;
      this.#top += ((before.get(fixed) ?? 0) - (this.#indexes.get(fixed) ?? 0)) * rowHeight;
      return 0;
    }
    const index = how.key === undefined ? 0 : (this.#indexes.get(how.key) ?? 0);
    this.#top = Math.round(scrollTop + how.offset - index * rowHeight);
    return 0;
  }

  /** At the very top, with nobody pointing or editing, new rows appear where one looks. */
  #follows(): boolean {
    const viewport = this.#viewport;
    return viewport.scrollTop() <= 0 && !viewport.pointerInside() && viewport.editorKey() === undefined;
  }

  /** Makes the spacers fit; what has to be added to scrollTop so that no row moves. */
  #settle(list: BlockList, place: ListPlace, realign: boolean): number {
    const size = this.#size(place, list);
    const height = this.#height;
    const top = this.#top;
    const margin = marginRows * size.rowHeight;
    if (size.atTop) this.#top = 0;
    else if (realign || top < 1 || (top < margin && alignedTop(size) > top)) this.#top = alignedTop(size);
    this.#bottom = this.#bottomFor(size, height);
    if (!size.atEnd && this.frozen && this.#bottom < margin) {
      if (!size.atTop && alignedTop(size) < this.#top) this.#top = alignedTop(size);
      this.#bottom = Math.max(this.#bottomFor(size, height), Math.min(margin, alignedBottom(size)));
    }
    this.#height = this.#top + size.loaded * size.rowHeight + this.#bottom;
    return this.#top - top;
  }

  #bottomFor(size: ListSize, height: number): number {
    if (size.atEnd) return 0;
    return this.frozen ? Math.max(1, height - this.#top - size.loaded * size.rowHeight) : alignedBottom(size);
  }

  #size({ first, total }: ListPlace, list: BlockList): ListSize {
    return {
      loaded: this.#shown.length,
      total: Math.max(total, first + list.count),
      first,
      atTop: list.atTop,
      atEnd: list.atEnd,
      rowHeight: this.#viewport.rowHeight(),
      maxHeight: this.#viewport.maxHeight,
    };
  }

  #countNew({ arrived }: RowChanges, how: RenderHow): void {
    if (how.type !== "update") this.#newAbove.clear();
    for (const key of arrived) if (this.#indexes.has(key)) this.#newAbove.add(key);
  }
}
