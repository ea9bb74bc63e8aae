import type { RowKey } from "../../protocol/rows.ts";
import { Listeners } from "../../client/listeners.ts";

/** Rows that are selected, by key: they stay so when they scroll away. */
export class Selection {
  readonly #keys = new Set<RowKey>();
  readonly #listeners = new Listeners<[]>();
  #last: RowKey | undefined;
  #isEverything = false;

  /** Are all rows selected that the table's filter and search leave, also those that were never loaded? */
  get isEverything(): boolean {
    return this.#isEverything;
  }

  /** How many were selected one by one. */
  get size(): number {
    return this.#keys.size;
  }

  get keys(): readonly RowKey[] {
    return Array.from(this.#keys);
  }

  has(key: RowKey): boolean {
    return this.#isEverything || this.#keys.has(key);
  }

  onChange(callback: () => void): () => void {
    return this.#listeners.add(callback);
  }

  /** Selects a row or takes it out. */
  toggle(key: RowKey): void {
    if (this.#isEverything) {
      this.#isEverything = false;
      this.#keys.delete(key);
    } else if (!this.#keys.delete(key)) this.#keys.add(key);
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
    this.#isEverything = false;
    for (const other of order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (isOn) this.#keys.add(other);
      else this.#keys.delete(other);
    }
    this.#listeners.call();
  }

  /** All, some or none of these? */
  state(keys: readonly RowKey[]): "all" | "some" | "none" {
    if (this.#isEverything) return "all";
    if (this.#keys.size === 0) return "none";
    return keys.length > 0 && keys.every((key) => this.#keys.has(key)) ? "all" : "some";
  }

  /** Selects all of these, or where they are none at all. */
  toggleAll(keys: readonly RowKey[]): void {
    if (this.state(keys) === "all") this.#keys.clear();
    else for (const key of keys) this.#keys.add(key);
    this.#isEverything = false;
    this.#listeners.call();
  }

  /** Selects all rows that match; the loaded ones stay selected where one of them is taken out. */
  selectEverything(loaded: readonly RowKey[]): void {
    this.#keys.clear();
    for (const key of loaded) this.#keys.add(key);
    this.#isEverything = true;
    this.#listeners.call();
  }

  /** Other rows match now: "all of them" is over, and those that were chosen with it. */
  endEverything(): void {
    if (this.#isEverything) this.clear();
  }

  clear(): void {
    if (this.#keys.size === 0 && !this.#isEverything) return;
    this.#keys.clear();
    this.#isEverything = false;
    this.#last = undefined;
    this.#listeners.call();
  }
}
