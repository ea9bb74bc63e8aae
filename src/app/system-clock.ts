import type { Clock } from "../framework/ports/clock.ts";

/** Real time; `now` never jumps back with the wall clock. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
