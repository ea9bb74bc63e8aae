/** A list of callbacks. One that is added or removed during a call does not disturb it. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #callbacks = new Set<(...args: Arguments) => void>();

  get size(): number {
    return this.#callbacks.size;
  }

  /** Adds one; the result takes it back. */
  add(callback: (...args: Arguments) => void): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  call(...args: Arguments): void {
    for (const callback of Array.from(this.#callbacks)) callback(...args);
  }
}
