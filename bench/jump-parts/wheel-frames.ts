import type { Page } from "playwright-core";
import { watchFrames, type FramesSeen } from "../../tests/browser/frame-watch.ts";

/** Frames of a table, and how far apart they were. */
export interface Frames extends FramesSeen {
  /** 95 of 100 frames came within so many milliseconds of the one before. */
  readonly p95Ms: number;
  /** Pixels that the rows went in all. */
  readonly scrolled: number;
}

const turn = { pixels: 400, everyMs: 100 };

/** Turns the wheel over the table, 110 rows a second, or not at all, for so long. */
export async function wheelFrames(
  page: Page,
  { ms, isStill }: { readonly ms: number; readonly isStill: boolean },
): Promise<Frames> {
  const box = await page.getByRole("grid").boundingBox();
  if (box === null) throw new Error("the table is not in view");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(startClock);
  const watch = await watchFrames(page);
  const begun = performance.now();
  let turns = 0;
  for (let passed = 0; passed < ms; passed = performance.now() - begun) {
    if (!isStill) await page.mouse.wheel(0, turn.pixels);
    turns += 1;
    await page.waitForTimeout(Math.max(0, turns * turn.everyMs - (performance.now() - begun)));
  }
  const seen = await watch.stop();
  const gaps = await page.evaluate(() => (Reflect.get(window, "stopFrameClock") as () => number[])());
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    ...seen,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    scrolled: isStill ? 0 : turns * turn.pixels,
  };
}

/** Runs in the page: it can use nothing of this file. */
function startClock(): void {
  const gaps: number[] = [];
  let before: number | undefined;
  let isOver = false;
  const tick = (at: number): void => {
    if (isOver) return;
    if (before !== undefined) gaps.push(at - before);
    before = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  Reflect.set(window, "stopFrameClock", () => {
    isOver = true;
    return gaps;
  });
}
