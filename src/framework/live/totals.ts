import type { Total } from "../../protocol/rows.ts";
import type { CommittedChange } from "../ports/change-feed.ts";
import type { LiveRows } from "../ports/live-source.ts";
import type { LiveHost } from "./live-host.ts";

interface Entry {
  readonly tables: ReadonlySet<string>;
  total: Total | undefined;
  isStale: boolean;
  isCounting: boolean;
}

/** Totals kept at most. */
const maxEntries = 200;

/** Totals of queries that nobody may be watching: all rows of a query behind a filtered view. */
export class Totals {
  readonly #host: LiveHost;
  readonly #living: (identity: string) => Total | undefined;
  readonly #entries = new Map<string, Entry>();

  /** @param living the exact total of a live query, where one has it. */
  constructor(host: LiveHost, living: (identity: string) => Total | undefined) {
    this.#host = host;
    this.#living = living;
  }

  /** What is known now; where it is nothing, or old, it is counted for the next time. */
  of(rows: LiveRows): Total | undefined {
    const living = this.#living(rows.totalIdentity);
    if (living) return living;
    let entry = this.#entries.get(rows.totalIdentity);
    if (!entry) {
      entry = { tables: rows.tables, total: undefined, isStale: true, isCounting: false };
      this.#entries.set(rows.totalIdentity, entry);
      for (const oldest of this.#entries.keys()) {
        if (this.#entries.size <= maxEntries) break;
        this.#entries.delete(oldest);
      }
    }
    if (entry.isStale) this.#count(entry, rows);
    return entry.total && entry.isStale ? { ...entry.total, is: "about" } : entry.total;
  }

  committed(changes: readonly CommittedChange[]): void {
    for (const entry of this.#entries.values()) {
      if (changes.some(({ table }) => table === "*" || entry.tables.has(table))) entry.isStale = true;
    }
  }

  #count(entry: Entry, rows: LiveRows): void {
    if (entry.isCounting) return;
    entry.isCounting = true;
    this.#host.later(() => {
      entry.isStale = false;
      rows.count(this.#host.limits.countBudgetMs).then(
        (total) => {
          entry.total = total;
          entry.isCounting = false;
        },
        (error: unknown) => {
          entry.isStale = true;
          entry.isCounting = false;
          this.#host.log.error({ error }, "A count of rows failed.");
        },
      );
    });
  }
}
