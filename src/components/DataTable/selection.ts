import type { RowKey } from "../../protocol/rows.ts";
import { Listeners } from "../../client/listeners.ts";

/** Rows that are selected, by key: they stay so when they scroll away. */
export class Selection {
  readonly #keys = new Set<RowKey>();
  readonly #listeners = new Listeners<[]>();
  #last: RowKey | undefined;

  get size(): number {
    return this.#keys.size;
  }

  get keys(): readonly RowKey[] {
    return Array.from(this.#keys);
  }

  has(key: RowKey): boolean {
    return this.#keys.has(key);
  }

  onChange(callback: () => void): () => void {
    return this.#listeners.add(callback);
  }

  /** Selects a row or takes it out. */
  toggle(key: RowKey): void {
    if (!this.#keys.delete(key)) this.#keys.add(key);
    this.#last = key;
    this.#listeners.call();
  }

  /** From the row that was toggled last to this one, as that one is now. */
  toggleTo(key: RowKey, order: readonly RowKey[]): void {
    const [from, to] = [order.indexOf(this.#last ?? -1), order.indexOf(key)];
    if (from === -1 || to === -1) {
      this.toggle(key);
      return;
    }
    const isOn = this.#keys.has(this.#last ?? -1);
    for (const other of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (isOn) this.#keys.add(other);
      else this.#keys.delete(other);
    }
    this.#listeners.call();
  }

  /** All, some or none of these? */
  state(keys: readonly RowKey[]): "all" | "some" | "none" {
    if (this.#keys.size === 0) return "none";
    return keys.length > 0 && keys.every((key) => this.#keys.has(key)) ? "all" : "some";
  }

  /** Selects all of these, or where they are none at all. */
  toggleAll(keys: readonly RowKey[]): void {
    if (this.state(keys) === "all") this.#keys.clear();
    else for (const key of keys) this.#keys.add(key);
    this.#listeners.call();
  }

  clear(): void {
    if (this.#keys.size === 0) return;
    this.#keys.clear();
    this.#last = undefined;
    this.#listeners.call();
  }
}
