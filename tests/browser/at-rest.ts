import type { Page } from "playwright-core";

/**
 * Waits until nothing moves or fades: for two frames no animation or transition that ends is left, and nothing stands
 * transparent, about to fade in. A spinner has no end and is not waited for.
 */
export function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const isMoving = (): boolean =>
          document.getAnimations().some(({ playState, effect }) => {
            const isOver = playState === "finished" || playState === "idle";
            return !isOver && Number.isFinite(Number(effect?.getComputedTiming().endTime ?? 0));
          });
        const isToFade = (): boolean =>
          [...document.querySelectorAll<HTMLElement>("[style*=opacity]")].some(
            (element) => Number(element.style.opacity || 1) < 1 && element.checkVisibility(),
          );
        let frames = 0;
        const look = (): void => {
          frames = isMoving() || isToFade() ? 0 : frames + 1;
          if (frames < 2) requestAnimationFrame(look);
          else resolve();
        };
        requestAnimationFrame(look);
      }),
  );
}
