import type { Clock } from "../framework/ports/clock.ts";

const { timeOrigin } = performance;

/** Real time; `now` never jumps back with the wall clock. */
export const systemClock: Clock = {
  now: () => timeOrigin + performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
