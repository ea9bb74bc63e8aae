import { RxError } from "../../errors/rx-error.ts";

/** First come, first served: one holder at a time. */
export class WriteQueue {
  readonly #waiting: (() => void)[] = [];
  readonly #maxWaitMs: number;
  #held = false;

  /** @param maxWaitMs how long to wait for one's turn before DATABASE_BUSY */
  constructor(maxWaitMs: number) {
    this.#maxWaitMs = maxWaitMs;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Takes the turn if nobody has it. */
  tryAcquire(): boolean {
    if (this.#held) return false;
    this.#held = true;
    return true;
  }

  /** Waits for one's turn; every turn must be given back by `release`. Throws DATABASE_BUSY. */
  async acquire(): Promise<void> {
    if (this.tryAcquire()) return;
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(new RxError("DATABASE_BUSY", { waitedMs: this.#maxWaitMs }));
      }, this.#maxWaitMs);
      timer.unref();
      this.#waiting.push(enter);
    });
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }
}
