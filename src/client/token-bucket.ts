import type { Clock } from "../framework/ports/clock.ts";

/** A pace: at most `burst` at once and `rate` a second. */
export class TokenBucket {
  readonly #clock: Clock;
  #rate: number;
  #burst: number;
  #tokens: number;
  #at: number;

  constructor(clock: Clock, rate: number, burst: number) {
    this.#clock = clock;
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = clock.now();
  }

  /** Begins anew with another pace. */
  reset(rate: number, burst: number): void {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = this.#clock.now();
  }

  /** Takes one; false where it is too early. */
  take(): boolean {
    this.#refill();
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Milliseconds until the next one may be taken. */
  wait(): number {
    this.#refill();
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
  }
}
