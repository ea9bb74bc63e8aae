import type { Toast } from "./client.ts";
import { Listeners } from "./listeners.ts";

/** Toasts on their way to who shows them; kept until there is one. */
export class Toasts {
  readonly #listeners = new Listeners<[Toast]>();
  #kept: Toast[] = [];

  push(toast: Toast): void {
    if (this.#listeners.size > 0) this.#listeners.call(toast);
    // More than a screen of them says nothing.
    else this.#kept = [...this.#kept.slice(-9), toast];
  }

  /** Shows toasts from now on, those that were kept first. */
  show(callback: (toast: Toast) => void): () => void {
    const stop = this.#listeners.add(callback);
    for (const toast of this.#kept.splice(0)) callback(toast);
    return stop;
  }
}
