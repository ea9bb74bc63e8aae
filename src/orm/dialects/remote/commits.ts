/**
 * Commits that are on their way. A read on another connection may see one before it is told here: its answer waits until then, so
 * that whatever a read saw was told before.
 */
export class Commits {
  readonly #running = new Set<Promise<void>>();

  /** A commit is about to be sent; the result says that it was told, or failed. */
  begin(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#running.add(promise);
    return () => {
      this.#running.delete(promise);
      resolve();
    };
  }

  /** Waits until all that are on their way now are told. */
  async told(): Promise<void> {
    if (this.#running.size > 0) await Promise.all(this.#running);
  }
}
