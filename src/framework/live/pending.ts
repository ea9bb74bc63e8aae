import type { StoredValues } from "../ports/change-feed.ts";
import type { ChangedRow, RowId } from "../ports/live-source.ts";

/** What was committed and not looked at yet: of each row what it was before the first of these commits. */
export class Pending {
  #rows = new Map<RowId, StoredValues | null | undefined>();
  #unknown = false;

  get isEmpty(): boolean {
    return this.#rows.size === 0 && !this.#unknown;
  }

  get isUnknown(): boolean {
    return this.#unknown;
  }

  add(changed: readonly ChangedRow[] | "unknown"): void {
    if (changed === "unknown") this.#unknown = true;
    else for (const { id, before } of changed) if (!this.#rows.has(id)) this.#rows.set(id, before);
  }

  take(): { readonly unknown: boolean; readonly rows: ReadonlyMap<RowId, StoredValues | null | undefined> } {
    const taken = { unknown: this.#unknown, rows: this.#rows };
    this.#rows = new Map();
    this.#unknown = false;
    return taken;
  }

  /** Adds what came while `earlier` was looked at, with the older pictures winning. */
  mergeInto(
    earlier: ReadonlyMap<RowId, StoredValues | null | undefined>,
  ): ReadonlyMap<RowId, StoredValues | null | undefined> {
    const merged = new Map(this.#rows);
    for (const [id, before] of earlier) merged.set(id, before);
    this.#rows = new Map();
    return merged;
  }
}
