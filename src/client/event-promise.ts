/**
 * A promise that knows whether anybody listens. `await`, `then`, `catch` and `finally` all count: each calls `then`,
 * because `constructor` is not Promise.
 */
export class EventPromise<T> extends Promise<T> {
  #heard = false;

  // What `then` gives is an ordinary promise again.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Has somebody taken the result over? */
  get heard(): boolean {
    return this.#heard;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- the class is a promise: this is where it learns that somebody listens
  override then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#heard = true;
    return super.then(fulfilled, rejected);
  }

  /** Calls back when it rejects and nobody listens; the browser's console then has nothing to complain about. */
  whenUnheard(callback: (reason: unknown) => void): void {
    void super.then(undefined, (reason: unknown) => {
      if (!this.#heard) callback(reason);
    });
  }
}
