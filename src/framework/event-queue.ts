import type { Numbered } from "../protocol/messages.ts";

/** A message that waits for its turn. */
export interface QueuedMessage {
  readonly message: Numbered;
  /** A newer `open` came in: this one is answered without being run. */
  isSuperseded: boolean;
}

/** Numbered messages of one tab, in order. */
export class EventQueue {
  readonly #items: QueuedMessage[] = [];
  #open: QueuedMessage | undefined;

  get length(): number {
    return this.#items.length;
  }

  push(message: Numbered): void {
    const item: QueuedMessage = { message, isSuperseded: false };
    if (message.t === "open") {
      if (this.#open !== undefined) this.#open.isSuperseded = true;
      this.#open = item;
    }
    this.#items.push(item);
  }

  shift(): QueuedMessage | undefined {
    const item = this.#items.shift();
    if (item !== undefined && item === this.#open) this.#open = undefined;
    return item;
  }
}
