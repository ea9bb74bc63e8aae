import { medianInterval } from "../measure/median-interval.ts";
import type { Runner } from "./runner.ts";

/** Rounds that are looked at together. */
const windowRounds = 40;
/** So much faster than before means that it is not over yet. */
const stillFaster = 0.97;
/** Windows in a row in which nobody became faster. */
const steadyWindows = 4;

/** Lets all of them run in turn until none becomes faster any more, or the time is over. */
export function warmUp(runners: readonly Runner[], maxMs: number): void {
  const until = performance.now() + maxMs;
  const best = runners.map(() => Number.POSITIVE_INFINITY);
  for (let steady = 0; steady < steadyWindows && performance.now() < until; steady++) {
    const windows = runners.map((): number[] => []);
    for (let round = 0; round < windowRounds; round++) {
      for (const [index, runner] of runners.entries()) windows[index]?.push(runner.round());
    }
    for (const [index, us] of windows.entries()) {
      const { median } = medianInterval(us);
      if (median >= (best[index] ?? 0) * stillFaster) continue;
      best[index] = median;
      steady = -1;
    }
  }
}
