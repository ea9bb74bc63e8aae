import type { ChangeFeed, CommittedChange } from "../../framework/ports/change-feed.ts";
import { maxToldRows } from "./max-told-rows.ts";

type Listener = (changes: readonly CommittedChange[]) => void;

/** Hands what was committed to whoever listens, and knows what of a write is to be known. */
export class ChangeHub implements ChangeFeed {
  readonly #listeners = new Set<Listener>();
  readonly #watched = new Map<string, number>();
  #tells = (): boolean => false;

  watch(table: string): () => void {
    this.#watched.set(table, (this.#watched.get(table) ?? 0) + 1);
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      const left = (this.#watched.get(table) ?? 1) - 1;
      if (left > 0) this.#watched.set(table, left);
      else this.#watched.delete(table);
    };
  }

  /**
   * What is to be known of a write to this table: rows as they were, for who shows them here; keys, for other processes.
   *
   * @param rows how many an insert has
   */
  captures(table: string, rows = 0): "rows" | "keys" | "nothing" {
    if (this.#watched.has(table)) return "rows";
    return rows <= maxToldRows && !table.startsWith("rx_") && this.#tells() ? "keys" : "nothing";
  }

  /** Other processes are told where `tells` says so at the moment. */
  tellOthers(tells: () => boolean): void {
    this.#tells = tells;
  }

  onCommit(callback: Listener): () => void {
    const listener: Listener = (changes) => callback(changes);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every listener hears it, also when one throws: what was committed is committed. */
  publish(changes: readonly CommittedChange[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(changes);
      } catch (error) {
        // The writer did nothing wrong: its promise must not reject. The process hears of it as of any error nobody caught.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
