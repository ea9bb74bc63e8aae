import { RxError } from "../../errors/rx-error.ts";

/** How many files each visitor has on their way. */
export class Turns {
  readonly #most: number;
  readonly #taken = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a turn; the result gives it back. Throws TOO_MANY_TRANSFERS. */
  enter(visitor: string): () => void {
    const taken = this.#taken.get(visitor) ?? 0;
    if (taken >= this.#most) throw new RxError("TOO_MANY_TRANSFERS", { limit: this.#most });
    this.#taken.set(visitor, taken + 1);
    return () => {
      const left = (this.#taken.get(visitor) ?? 1) - 1;
      if (left === 0) this.#taken.delete(visitor);
      else this.#taken.set(visitor, left);
    };
  }
}
