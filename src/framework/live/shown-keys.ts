import type { RowKey } from "../../protocol/rows.ts";
import type { RowId } from "../ports/live-source.ts";
import type { BlockRow } from "./block.ts";
import type { KeyRing } from "./key-ring.ts";

/** Rows of one rows var that a session was shown and watches no longer; the oldest are forgotten. */
export class ShownKeys {
  readonly ring: KeyRing;
  readonly #max: number;
  readonly #kept = new Set<RowKey>();

  constructor(ring: KeyRing, max: number) {
    this.ring = ring;
    this.#max = max;
  }

  keep(row: BlockRow): void {
    // Deleted and added again, so that it is the newest.
    if (this.#kept.delete(row.key)) {
      this.#kept.add(row.key);
      return;
    }
    this.#kept.add(this.ring.hold(row.id));
    if (this.#kept.size <= this.#max) return;
    for (const oldest of this.#kept) {
      this.#kept.delete(oldest);
      this.ring.release(oldest);
      return;
    }
  }

  idOf(key: RowKey): RowId | undefined {
    return this.#kept.has(key) ? this.ring.idOf(key) : undefined;
  }

  close(): void {
    for (const key of this.#kept) this.ring.release(key);
    this.#kept.clear();
  }
}
