import type { RowKey } from "../../protocol/rows.ts";
import type { RowId } from "../ports/live-source.ts";

interface Entry {
  readonly id: RowId;
  readonly key: RowKey;
  holders: number;
}

/**
 * Numbers for the rows of one rows var: the same for all who see it, under every sort and filter. A number is known as long as
 * somebody holds it, a living block or a session that may still ask by it, and never given twice.
 */
export class KeyRing {
  readonly #byId = new Map<RowId, Entry>();
  readonly #byKey = new Map<RowKey, Entry>();
  #next: RowKey;

  /** @param first The number of the first row. Where it is drawn by lot, a number of an earlier ring names no row of this one. */
  constructor(first: RowKey = 1) {
    this.#next = first;
  }

  /** The row's number; to be released as often as it was held. */
  hold(id: RowId): RowKey {
    let entry = this.#byId.get(id);
    if (entry === undefined) {
      entry = { id, key: this.#next++, holders: 0 };
      this.#byId.set(id, entry);
      this.#byKey.set(entry.key, entry);
    }
    entry.holders++;
    return entry.key;
  }

  release(key: RowKey): void {
    const entry = this.#byKey.get(key);
    if (entry === undefined || --entry.holders > 0) return;
    this.#byKey.delete(key);
    this.#byId.delete(entry.id);
  }

  idOf(key: RowKey): RowId | undefined {
    return this.#byKey.get(key)?.id;
  }

  get size(): number {
    return this.#byKey.size;
  }
}
