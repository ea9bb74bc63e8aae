import { RxError } from "../errors/rx-error.ts";
import type { SessionStates } from "./session-states.ts";
import type { SessionsOptions } from "./sessions-options.ts";
import { toText } from "./tracking/to-text.ts";

/**
 * Keeps a tab's State within its limit. It can have grown by no more than was told since it was measured, so it is
 * measured only when that might be too much.
 */
export class SizeGuard {
  readonly #states: SessionStates;
  readonly #options: SessionsOptions;
  /** The State is at most so large. */
  #atMost = 0;
  #hasWarned = false;

  constructor(states: SessionStates, options: SessionsOptions) {
    this.#states = states;
    this.#options = options;
  }

  /**
   * So much was told to the browser.
   *
   * @throws RxError STATE_TOO_LARGE.
   */
  check(told: number): void {
    const { stateWarnBytes, stateMaxBytes } = this.#options.limits;
    this.#atMost += told;
    if (this.#atMost <= (this.#hasWarned ? stateMaxBytes : stateWarnBytes)) return;
    this.#atMost = this.#measure();
    if (this.#atMost > stateMaxBytes) {
      const found = this.#atMost;
      // What was too much is taken back: the next look has to measure again.
      this.#atMost = stateMaxBytes;
      throw new RxError("STATE_TOO_LARGE", { limit: stateMaxBytes, found });
    }
    if (this.#atMost <= stateWarnBytes || this.#hasWarned) return;
    this.#hasWarned = true;
    this.#options.log.warn({ bytes: this.#atMost, limit: stateMaxBytes }, "A tab's State is large.");
  }

  #measure(): number {
    let bytes = 0;
    for (const core of this.#states.all) {
      for (const name of core.varNames) bytes += toText(Reflect.get(core.raw, name)).length;
    }
    return bytes;
  }
}
