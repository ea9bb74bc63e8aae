// For tests: one view over model rows, with a viewport of numbers, a wire that can be slow or cut, and time that stands.
import { RowsView } from "../../src/client/rows/rows-view.ts";
import type { Frame, RowsViewport } from "../../src/client/rows/viewport.ts";
import type { ViewRow } from "../../src/client/rows/view-row.ts";
import type { RowsListener } from "../../src/client/rows-traffic.ts";
import type { RowsMessage, WindowQuery } from "../../src/protocol/rows.ts";
import { FakeClock } from "./fake-server.ts";
import type { ModelRows } from "./model-rows.ts";

/** A scrolling box without a browser: it clamps as browsers do. */
export class BoxViewport implements RowsViewport {
  maxHeight = 30_000_000;
  box = 360;
  at = 0;
  frame: Frame = {
    top: 0,
    bottom: 0,
    rows: [],
    scrollBy: 0,
    isElsewhere: false,
    changed: new Map(),
    arrived: new Set(),
  };
  draws = 0;
  /** Pixel in the view at which the pointer rests; none where it is outside. */
  pointer: number | undefined;
  editor: number | undefined;
  heldDown = false;
  #frames: (() => void)[] = [];

  scrollTop(): number {
    return this.at;
  }
  height(): number {
    return this.box;
  }
  rowHeight(): number {
    return 36;
  }
  pointerInside(): boolean {
    return this.pointer !== undefined;
  }
  pointerKey(): number | undefined {
    return this.pointer === undefined ? undefined : this.rowAt(this.pointer)?.key;
  }
  editorKey(): number | undefined {
    return this.editor;
  }
  isHeldDown(): boolean {
    return this.heldDown;
  }
  draw(frame: Frame): void {
    this.frame = frame;
    this.draws += 1;
    this.at += frame.scrollBy;
    this.clamp();
  }
  onFrame(callback: () => void): void {
    this.#frames.push(callback);
  }

  paint(): void {
    for (const callback of this.#frames.splice(0)) callback();
  }
  get content(): number {
    return this.frame.top + this.frame.rows.length * 36 + this.frame.bottom;
  }
  clamp(): void {
    this.at = Math.max(0, Math.min(this.at, this.content - this.box));
  }
  rowAt(pixel: number): ViewRow | undefined {
    return this.frame.rows[Math.floor((this.at + pixel - this.frame.top) / 36)];
  }
  pixelOf(key: number): number | undefined {
    const index = this.frame.rows.findIndex((row) => row.key === key);
    return index === -1 ? undefined : this.frame.top + index * 36 - this.at;
  }
}

export class ModelView {
  readonly clock = new FakeClock();
  readonly viewport = new BoxViewport();
  readonly view: RowsView;
  readonly #rows: ModelRows;
  #up: { id: number; query: Extract<WindowQuery, { type: "page" }> }[] = [];
  #down: RowsMessage[] = [];
  #listener: RowsListener | undefined;
  #next = 1;

  constructor(rows: ModelRows) {
    this.#rows = rows;
    this.view = new RowsView({
      viewport: this.viewport,
      clock: this.clock,
      open: (listener) => {
        this.#listener = listener;
        listener.online(true);
        return {
          view: 1,
          ask: (query) => {
            this.#up = [{ id: this.#next, query }];
            return this.#next++;
          },
          close: () => {},
        };
      },
    });
  }

  get asks(): readonly Extract<WindowQuery, { type: "page" }>[] {
    return this.#up.map(({ query }) => query);
  }

  /** The server reads a request and looks at what was written. */
  serve(): void {
    this.#down.push(...this.#rows.tick());
    for (const { id, query } of this.#up.splice(0)) this.#down.push(this.#rows.page(1, id, query));
  }

  tick(): void {
    this.#down.push(...this.#rows.tick());
  }

  deliver(count: number): void {
    for (const message of this.#down.splice(0, count)) this.#listener?.received(message);
  }

  /** The server says something by itself. */
  receive(message: RowsMessage): void {
    this.#listener?.received(message);
  }

  cut(): void {
    this.#up = [];
    this.#down = [];
    this.#rows.detach();
    this.#rows.tick();
    this.#listener?.offline();
    this.#listener?.online(true);
  }

  scrollTo(at: number): void {
    this.viewport.at = at;
    this.viewport.clamp();
    this.view.scrolled();
  }

  /** Lets everything come to rest. */
  settle(): void {
    for (let round = 0; round < 60; round++) {
      this.serve();
      this.deliver(1_000);
      this.viewport.paint();
      this.clock.pass(100);
    }
  }
}
