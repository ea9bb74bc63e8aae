import type { RowKey } from "../../protocol/rows.ts";
import type { ViewRow } from "./view-row.ts";

/** What a view puts on screen in one go, before the next paint. */
export interface Frame {
  /** Heights of the spacers in pixels. */
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly ViewRow[];
  /** To be added to scrollTop in the same task. */
  readonly scrollBy: number;
  /** Other rows stand in view than before: a jump, another order. */
  readonly isElsewhere: boolean;
  /** Cells that others changed, by index of their column. */
  readonly changed: ReadonlyMap<RowKey, ReadonlySet<number>>;
  /** Rows that are new in the result. */
  readonly arrived: ReadonlySet<RowKey>;
}

/** Where rows are shown: a grid in a page, numbers in a test. */
export interface RowsViewport {
  /** Pixels above what is seen. */
  scrollTop(): number;
  /** Pixels of rows that are seen. */
  height(): number;
  rowHeight(): number;
  /** Pixels that a list may be high. */
  readonly maxHeight: number;
  /** Is the pointer over the list? */
  pointerInside(): boolean;
  /** The row under the pointer. */
  pointerKey(): RowKey | undefined;
  /** The row whose editor is open. */
  editorKey(): RowKey | undefined;
  /** Is a mouse button or a finger down in it: on the scrollbar, perhaps? */
  isHeldDown(): boolean;
  draw(frame: Frame): void;
  /** Calls back before the next paint. */
  onFrame(callback: () => void): void;
}
