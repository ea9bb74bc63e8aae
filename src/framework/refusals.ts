import type { Code } from "../errors/codes.ts";
import type { CloseCode } from "../protocol/messages.ts";

/**
 * What is counted: the code of an error that was answered, the code that a socket was closed with, `bad_path` where an
 * upgrade was for no socket of ours, `paused` where a sender over its pace is read more slowly, `behind` where a slow reader
 * gets a snapshot in the place of what it did not take.
 */
export type RefusalCode = Code | CloseCode | "bad_path" | "paused" | "behind";

/** Counts by code what limits and guards refused, closed or slowed. As many entries as there are codes, at most. */
export class Refusals {
  #counts = new Map<RefusalCode, number>();

  count(code: RefusalCode): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  /** What was counted since it was asked last, by code; undefined where that is nothing. */
  take(): Readonly<Record<string, number>> | undefined {
    if (this.#counts.size === 0) return undefined;
    const counts = Object.fromEntries(this.#counts);
    this.#counts = new Map();
    return counts;
  }
}
