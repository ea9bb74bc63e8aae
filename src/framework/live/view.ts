import type { BlockId, Filter, RowKey, Sort } from "../../protocol/rows.ts";
import type { SharedFrame } from "../ports/link.ts";
import type { RowId } from "../ports/live-source.ts";
import type { Block, BlockRow, BlockWatcher } from "./block.ts";
import type { LiveQuery } from "./live-query.ts";
import type { ShownKeys } from "./shown-keys.ts";
import { TotalWatcher } from "./total-watcher.ts";

/** What a view needs of its session. */
export interface ViewSession {
  share(frame: SharedFrame): void;
  /** The view's rows cannot be kept up to date: the browser has to ask anew. */
  abandon(view: View): void;
}

interface Held {
  readonly block: Block;
  /** Pushes up to this version were in what was answered. */
  readonly since: number;
}

/** One component's window on a rows var: a run of blocks. */
export class View implements BlockWatcher {
  readonly number: number;
  readonly state: string;
  readonly name: string;
  sort: Sort = [];
  filter: Filter | null = null;
  search = "";
  query: LiveQuery | undefined;
  /** Where a filter or search leaves out rows: the query without them, whose total is told beside. */
  everything: LiveQuery | undefined;
  readonly totalWatcher = new TotalWatcher(this);
  keys: ShownKeys | undefined;
  /** The page that is read now: its query, and the sort, filter and search that it is of. */
  reading: { readonly query: LiveQuery; readonly asked: string } | undefined;
  /** Rows that were wanted when it was last paged. */
  want = 0;
  isClosed = false;
  readonly #session: ViewSession;
  #held: Held[] = [];

  constructor(session: ViewSession, number: number, place: { readonly state: string; readonly name: string }) {
    this.#session = session;
    this.number = number;
    this.state = place.state;
    this.name = place.name;
  }

  /** Sort, filter and search as text. */
  get asked(): string {
    return JSON.stringify([this.sort, this.filter, this.search], (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
  }

  /** Ends what is read for a page that nobody waits for any more, where nobody else waits for the same. */
  stopReading(): void {
    if (this.reading && this.reading.query.viewers.size <= 1) this.reading.query.rows.cancel();
  }

  get blocks(): readonly Block[] {
    return this.#held.map(({ block }) => block);
  }

  get rowCount(): number {
    return this.#held.reduce((sum, { block }) => sum + block.rows.length, 0);
  }

  block(id: BlockId): Block | undefined {
    return this.#held.find(({ block }) => block.id === id)?.block;
  }

  row(key: RowKey): RowId | undefined {
    for (const { block } of this.#held) {
      const row = block.rows.find((candidate) => candidate.key === key);
      if (row) return row.id;
    }
    return undefined;
  }

  /** Watches blocks that are answered now: behind what is held, before it, or instead of it. */
  hold(query: LiveQuery, blocks: readonly Block[], where: "behind" | "before" | "instead"): void {
    const held = blocks.map((block) => ({ block, since: block.version }));
    for (const block of blocks) block.watchers.add(this);
    if (where === "behind") this.#held.push(...held);
    else if (where === "before") this.#held.unshift(...held);
    else {
      const before = this.#held;
      this.#held = held;
      this.#unwatch(before.filter(({ block }) => !blocks.includes(block)));
    }
    this.query = query;
  }

  drop(ids: readonly BlockId[]): void {
    const dropped = this.#held.filter(({ block }) => ids.includes(block.id));
    this.#held = this.#held.filter(({ block }) => !ids.includes(block.id));
    this.#unwatch(dropped);
  }

  /** Watches nothing any more. */
  dropAll(): void {
    const dropped = this.#held;
    this.#held = [];
    this.#unwatch(dropped);
  }

  receive(frame: SharedFrame, block: Block, version: number): void {
    const held = this.#held.find((candidate) => candidate.block === block);
    if (held && version > held.since) this.#session.share(frame);
  }

  receiveTotal(frame: SharedFrame): void {
    this.#session.share(frame);
  }

  split(block: Block, into: Block): void {
    const index = this.#held.findIndex((held) => held.block === block);
    this.#held.splice(index + 1, 0, { block: into, since: 0 });
  }

  left(row: BlockRow): void {
    this.keys?.keep(row);
  }

  abandoned(): void {
    this.#session.abandon(this);
  }

  #unwatch(held: readonly Held[]): void {
    for (const { block } of held) this.query?.unwatch(block, this);
  }
}
