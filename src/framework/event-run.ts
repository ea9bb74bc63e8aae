import type { BrowserCommand, Numbered } from "../protocol/messages.ts";
import type { Work } from "./ports/unit-of-work.ts";
import type { EventContext } from "./types/server-event.ts";

const none: readonly BrowserCommand[] = [];

/** One numbered message while it runs. */
export class EventRun implements EventContext {
  readonly message: Numbered;
  readonly work: Work | undefined;
  commands: readonly BrowserCommand[] = none;
  /** A flush has shown some of its changes: a roll-back has to show the old values. */
  wasShown = false;
  /** It has its answer: what its handler still does is for nobody. */
  isOver = false;
  /** Its changes are collected and about to be kept. */
  isEnding = false;
  /** When its handler has had its time; undefined where it does not wait for anything. */
  mustEndAt: number | undefined;
  #controller: AbortController | undefined;

  readonly #ledgerToken: string;

  constructor(message: Numbered, ledgerToken: string, work: Work | undefined) {
    this.message = message;
    this.#ledgerToken = ledgerToken;
    this.work = work;
  }

  get key(): string {
    return `${this.#ledgerToken}:${this.message.id}`;
  }

  /** Made when a handler asks for it: few do. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller ??= new AbortController();
    this.#controller.abort(reason);
  }
}
