import type { Total } from "../../protocol/rows.ts";
import type { ChangeFeed, CommittedChange } from "../ports/change-feed.ts";
import type { LiveRows } from "../ports/live-source.ts";
import type { BlockWatcher } from "./block.ts";
import { KeyRing } from "./key-ring.ts";
import type { LiveHost } from "./live-host.ts";
import { LiveQuery } from "./live-query.ts";

interface Entry {
  readonly key: string;
  readonly query: LiveQuery;
  readonly endCapture: () => void;
}

/** All live queries of a process, each there as long as a view shows it; hands every commit to those that it touches. */
export class LiveRegistry {
  readonly host: LiveHost;
  readonly #feed: ChangeFeed;
  readonly #entries = new Map<string, Entry>();
  readonly #byQuery = new Map<LiveQuery, Entry>();
  readonly #rings = new Map<string, { readonly ring: KeyRing; users: number }>();
  readonly #dirty = new Set<LiveQuery>();
  readonly #endFeed: () => void;
  #nextQuery = 1;

  constructor(feed: ChangeFeed, host: LiveHost) {
    this.#feed = feed;
    this.host = host;
    this.#endFeed = feed.onCommit((changes) => this.#committed(changes));
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The live query of these rows; it lives as long as it has viewers. */
  enter(name: string, rows: LiveRows, viewer: BlockWatcher, ring: KeyRing): LiveQuery {
    // An order that JavaScript does not know cannot be shared: its blocks are those of one view.
    const key = rows.compare ? `${name}\0${rows.identity}` : `${name}\0${rows.identity}\0${this.#nextQuery}`;
    const entry = this.#entries.get(key) ?? this.#create(key, rows, ring);
    entry.query.viewers.add(viewer);
    return entry.query;
  }

  leave(query: LiveQuery, viewer: BlockWatcher): void {
    query.viewers.delete(viewer);
    if (query.viewers.size > 0) return;
    const entry = this.#byQuery.get(query);
    if (!entry) return;
    this.#entries.delete(entry.key);
    this.#byQuery.delete(query);
    this.#dirty.delete(query);
    entry.endCapture();
    query.end();
  }

  /** The numbers of a rows var's rows; to be given back. */
  takeRing(key: string): KeyRing {
    let entry = this.#rings.get(key);
    if (!entry) this.#rings.set(key, (entry = { ring: new KeyRing(this.host.firstKey()), users: 0 }));
    entry.users++;
    return entry.ring;
  }

  giveRing(key: string): void {
    const entry = this.#rings.get(key);
    if (entry && --entry.users === 0) this.#rings.delete(key);
  }

  close(): void {
    this.#endFeed();
    for (const entry of this.#entries.values()) {
      entry.endCapture();
      entry.query.end();
    }
    this.#entries.clear();
  }

  #create(key: string, rows: LiveRows, ring: KeyRing): Entry {
    const query = new LiveQuery(this.#nextQuery++, rows, ring, this.host);
    const total = this.#livingTotal(rows.totalIdentity);
    if (total) query.position.begin(total);
    const ends = rows.live ? Array.from(rows.captured, (table) => this.#feed.watch(table)) : [];
    const entry: Entry = { key, query, endCapture: () => ends.forEach((end) => end()) };
    this.#entries.set(key, entry);
    this.#byQuery.set(query, entry);
    return entry;
  }

  #livingTotal(identity: string): Total | undefined {
    for (const { query } of this.#entries.values()) {
      const { total } = query.position;
      if (query.rows.totalIdentity === identity && total?.is === "exact" && query.isSettled) return total;
    }
    return undefined;
  }

  #committed(changes: readonly CommittedChange[]): void {
    for (const { query } of this.#entries.values()) {
      if (!query.committed(changes)) continue;
      if (this.#dirty.size === 0) this.host.later(() => this.#tick());
      this.#dirty.add(query);
    }
  }

  #tick(): void {
    const dirty = Array.from(this.#dirty);
    this.#dirty.clear();
    for (const query of dirty) query.tick();
  }
}
