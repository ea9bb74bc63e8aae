import type { Clock } from "../../framework/ports/clock.ts";
import type { RowsViewport } from "./viewport.ts";

/** While it scrolls, what others change is drawn about this often. */
const pauseMs = 50;
/** No frame that scrolls draws changes, unless they waited for so long. */
const latestMs = 100;

/**
 * When what others change is drawn: once a frame at most; while it scrolls the frames belong to the rows that scroll in,
 * and changes are drawn in those between them.
 */
export class ChangesPace {
  readonly #viewport: RowsViewport;
  readonly #clock: Clock;
  readonly #draw: () => void;
  #isAsked = false;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #hasScrolled = false;

  constructor(viewport: RowsViewport, clock: Clock, draw: () => void) {
    this.#viewport = viewport;
    this.#clock = clock;
    this.#draw = draw;
  }

  /** The frame that comes scrolls. */
  scrolled(): void {
    this.#hasScrolled = true;
  }

  /** Draws in one of the next frames. */
  drawSoon(isScrolling: boolean): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const waitMs = isScrolling ? this.#drawnAt + pauseMs - this.#clock.now() : 0;
    if (waitMs > 0) this.#clock.after(waitMs, () => this.#inFrame());
    else this.#inFrame();
  }

  #inFrame(): void {
    this.#viewport.onFrame(() => {
      const isLate = this.#clock.now() - this.#drawnAt >= latestMs;
      const isTaken = this.#hasScrolled && !isLate;
      this.#hasScrolled = false;
      if (isTaken) {
        this.#inFrame();
        return;
      }
      this.#isAsked = false;
      this.#drawnAt = this.#clock.now();
      this.#draw();
    });
  }
}
