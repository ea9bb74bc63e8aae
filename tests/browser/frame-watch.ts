import type { Page } from "playwright-core";

/** What the frames of a table looked like, each after it was painted. */
export interface FramesSeen {
  readonly frames: number;
  /** Frames with a row in view that had no text, or a part of the view without a row. */
  readonly blank: number;
  /** Frames with a part of the view still painted as skeleton lines. */
  readonly skeleton: number;
  /** Frames in which the row under the mouse was another one or elsewhere though nobody had scrolled. */
  readonly moved: readonly string[];
  /** Frames in which a row went against the wheel. */
  readonly against: readonly string[];
  /** Rows in view that were read out as another number than in the frame before. */
  readonly renumbered: readonly string[];
}

/** Watches each frame of the page's table from now on. `stop` gives what was seen since. */
export async function watchFrames(page: Page): Promise<{ stop(): Promise<FramesSeen> }> {
  await page.evaluate(startWatch);
  return { stop: () => page.evaluate(() => (Reflect.get(window, "stopFrameWatch") as () => FramesSeen)()) };
}

/** Runs in the page: it can use nothing of this file. */
function startWatch(): void {
  // A scroll is over when no wheel and no scroll was seen for so long.
  const restMs = 400;
  const grid = document.querySelector<HTMLElement>("[role=grid]");
  if (grid === null) throw new Error("no table in the page");
  const moved: string[] = [];
  const against: string[] = [];
  const renumbered: string[] = [];
  const seen = { frames: 0, blank: 0, skeleton: 0, moved, against, renumbered };
  let numbers = new Map<string, string | null>();
  let mouse: { readonly x: number; readonly y: number } | undefined;
  let lastWheel = { at: -Infinity, down: 0 };
  let isDragging = false;
  let before:
    { readonly id: string; readonly top: number; readonly mouse: unknown; readonly scroll: number } | undefined;
  const listeners = new AbortController();
  const listen = (type: string, listener: (event: MouseEvent) => void): void =>
    document.addEventListener(type, (event) => listener(event as MouseEvent), {
      capture: true,
      passive: true,
      signal: listeners.signal,
    });
  listen("pointermove", ({ clientX: x, clientY: y }) => (mouse = { x, y }));
  listen("pointerdown", () => (isDragging = true));
  listen("pointerup", () => {
    // Where a drag led to is still being fetched when it ends, as with the last turn of a wheel.
    if (isDragging) lastWheel = { at: performance.now(), down: 0 };
    isDragging = false;
  });
  listen("wheel", (event) => (lastWheel = { at: performance.now(), down: Math.sign((event as WheelEvent).deltaY) }));

  const look = (): void => {
    seen.frames += 1;
    const box = grid.getBoundingClientRect();
    const top = grid.querySelector("[role=columnheader]")?.getBoundingClientRect().bottom ?? box.top;
    const rows = [...grid.querySelectorAll<HTMLElement>(".ag-row[row-id]")].map((row) => ({
      row,
      id: row.getAttribute("row-id") ?? "",
      place: row.getBoundingClientRect(),
    }));
    const at = (y: number) => rows.find(({ place }) => place.top <= y && place.bottom > y);
    let [isBlank, isSkeleton] = [false, false];
    for (let y = top + 18; y < box.bottom - 18; y += 18) {
      const found = at(y);
      if (found?.id.startsWith("~")) isSkeleton = true;
      else if (found === undefined || !found.row.querySelector("[col-id=id]")?.textContent) isBlank = true;
    }
    const inView = rows.filter(({ id, place }) => !id.startsWith("~") && place.bottom > top && place.top < box.bottom);
    const now = new Map(inView.map(({ row, id }) => [id, row.getAttribute("aria-rowindex")]));
    for (const [id, number] of now) {
      if ((numbers.get(id) ?? number) !== number) renumbered.push(`${id} from ${numbers.get(id)} to ${number}`);
    }
    numbers = now;
    if (isBlank) seen.blank += 1;
    if (isSkeleton) seen.skeleton += 1;
    if (mouse === undefined) return;
    const under = at(mouse.y);
    const wasBefore = before && rows.find(({ id }) => id === before?.id);
    const isResting = performance.now() - lastWheel.at > restMs && !isDragging;
    if (before !== undefined && before.mouse === mouse) {
      const shift = wasBefore === undefined ? undefined : wasBefore.place.top - before.top;
      if (isResting && (shift === undefined || Math.abs(shift) > 0.5))
        moved.push(`${before.id} ${shift ?? "left"} at ${Math.round(performance.now())}`);
      if (!isResting && !isDragging && shift !== undefined && shift * lastWheel.down > 0.5)
        against.push(`${before.id} ${shift} at ${Math.round(performance.now())}`);
    }
    before = under && { id: under.id, top: under.place.top, mouse, scroll: grid.scrollTop };
  };
  // Inside of requestAnimationFrame the frame is not drawn yet; a message posted from it comes after the paint.
  const { port1, port2 } = new MessageChannel();
  let isOver = false;
  port2.onmessage = look;
  const next = (): void => {
    if (isOver) return;
    port1.postMessage(0);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Reflect.set(window, "stopFrameWatch", () => {
    isOver = true;
    listeners.abort();
    port1.close();
    return seen;
  });
}
