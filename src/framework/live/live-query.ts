// One query under one sort, filter and search, for all who watch it.
// Invariants: one job at a time; what was committed is applied before rows, a skeleton or a count are read.
import type { RowKey } from "../../protocol/rows.ts";
import type { CommittedChange } from "../ports/change-feed.ts";
import type { ChangedRow, LiveRows, RowId, Tuple } from "../ports/live-source.ts";
import { applyChanges, rerunBlocks } from "./apply-commits.ts";
import type { Block, BlockWatcher } from "./block.ts";
import { BlockStore } from "./block-store.ts";
import { chainAfter, chainBefore, type BlockSource } from "./chain.ts";
import { isCancelled } from "./is-cancelled.ts";
import type { KeyRing } from "./key-ring.ts";
import type { LiveHost } from "./live-host.ts";
import { Pending } from "./pending.ts";
import { Pin } from "./pin.ts";
import { Position } from "./position.ts";

/** Where a page begins, its keys resolved. */
export type PagePlace =
  | { readonly type: "top" }
  | { readonly type: "index"; readonly index: number }
  | { readonly type: "after" | "before"; readonly block: Block }
  | { readonly type: "ids"; readonly ids: readonly RowId[]; readonly index: number };

/** A run of blocks, and what is known of where it lies. */
export interface Page {
  readonly blocks: readonly Block[];
  /** Index of the first row; null: not known. */
  readonly first: number | null;
  readonly isAbout: boolean;
  readonly hit?: RowKey;
}

/** A live query. */
export class LiveQuery {
  /** Its number on the wire. */
  readonly q: number;
  readonly rows: LiveRows;
  readonly store: BlockStore;
  readonly host: LiveHost;
  readonly position: Position;
  readonly viewers = new Set<BlockWatcher>();
  /** A commit came while blocks were read: they may hold more than what was looked at. */
  isAhead = false;
  readonly #pending = new Pending();
  #tail: Promise<unknown> = Promise.resolve();
  #jobs = 0;
  #cancelRerun: (() => void) | undefined;
  #rerunMs = 0;
  #isEnded = false;
  #isApplying = false;

  constructor(q: number, rows: LiveRows, ring: KeyRing, host: LiveHost) {
    this.q = q;
    this.rows = rows;
    this.host = host;
    this.store = new BlockStore(ring, rows.compare);
    this.position = new Position(this);
  }

  get pending(): Pending {
    return this.#pending;
  }

  /** Is all that was committed looked at, to the end? */
  get isSettled(): boolean {
    return this.#pending.isEmpty && !this.#isApplying;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Runs `job` when all before it is done and what was committed is applied. */
  run<T>(job: () => Promise<T>): Promise<T> {
    this.#jobs++;
    const result = this.#tail.then(async () => {
      await this.#applyPending();
      return await job();
    });
    this.#tail = result.catch(() => undefined).finally(() => this.#jobs--);
    return result;
  }

  /** A commit touched a table of this query. @returns should `tick` be called? */
  committed(changes: readonly CommittedChange[]): boolean {
    if (!this.rows.live) return false;
    for (const change of changes) {
      if (change.table !== "*" && !this.rows.tables.has(change.table)) continue;
      const changed = change.table === "*" ? "unknown" : this.#ofInterest(this.rows.changed(change));
      if (changed.length === 0) continue;
      this.#pending.add(this.rows.compare ? changed : "unknown");
      // Blocks may have been read between another process's commit and its news.
      if (change.elsewhere && (changed === "unknown" || changed.some(({ stays }) => !stays))) this.isAhead = true;
    }
    return !this.#pending.isEmpty;
  }

  /** A row that keeps its place matters where it is shown; while something is read nobody knows which rows will be. */
  #ofInterest(changed: readonly ChangedRow[] | "unknown"): readonly ChangedRow[] | "unknown" {
    if (changed === "unknown" || this.#jobs > 0) return changed;
    return changed.filter(({ id, stays }) => !stays || this.store.blocksOf(id).length > 0);
  }

  /** Looks at what was committed: at once where the rows are known, else after a pause that keeps the cost bounded. */
  tick(): void {
    if (this.#isEnded || this.#pending.isEmpty) return;
    if (!this.#pending.isUnknown) return this.#tickNow();
    this.#cancelRerun ??= this.host.clock.after(this.#rerunPauseMs(), () => {
      this.#cancelRerun = undefined;
      this.#tickNow();
    });
  }

  /** Reads the blocks of a page and hands them on while they are sure to live. */
  async page(place: PagePlace, want: number, answer: (page: Page) => void): Promise<void> {
    await this.run(async () => {
      const pin = new Pin();
      try {
        answer(await this.#page({ rows: this.rows, store: this.store, host: this.host, pin }, place, want));
      } finally {
        if (!this.#pending.isEmpty) this.isAhead = true;
        pin.release((block) => this.unwatch(block, pin));
      }
    });
  }

  async #page(source: BlockSource, place: PagePlace, want: number): Promise<Page> {
    switch (place.type) {
      case "top":
        return { blocks: await chainAfter(source, null, want), first: 0, isAbout: false };
      case "after":
        return this.#unplaced(place.block.hi === null ? [] : await chainAfter(source, place.block.hi, want));
      case "before":
        return this.#unplaced(await chainBefore(source, place.block.lo, want));
      case "index":
        return await this.#pageAt(source, place.index, want);
      case "ids": {
        const found = await this.#firstOf(place.ids);
        if (!found) return await this.#pageAt(source, place.index, want);
        const page = await this.#pageFrom(source, found.tuple, want);
        const hit = page.blocks.flatMap((block) => block.rows).find((row) => row.id === found.id)?.key;
        return hit === undefined ? page : { ...page, hit };
      }
    }
  }

  /** Ends the watching of a block, and the block with its last watcher. */
  unwatch(block: Block, viewer: BlockWatcher): void {
    if (!block.watchers.delete(viewer)) return;
    for (const row of block.rows) viewer.left(row);
    if (block.watchers.size === 0) this.store.remove(block);
  }

  end(): void {
    this.#isEnded = true;
    this.#cancelRerun?.();
    this.position.end();
  }

  #rerunPauseMs(): number {
    return Math.min(maxRerunDelayMs, Math.max(minRerunDelayMs, this.#rerunMs * rerunShare));
  }

  #tickNow(): void {
    this.run(() => Promise.resolve()).catch((error: unknown) => {
      if (!isCancelled(error))
        this.host.log.error(
          { error },
          "A live query could not be brought up to date: its views are asked to begin anew.",
        );
      for (const viewer of Array.from(this.viewers)) viewer.abandoned();
    });
  }

  async #applyPending(): Promise<void> {
    this.#isApplying = true;
    try {
      while (!this.#pending.isEmpty && !this.#isEnded) await this.#applyTaken(this.#pending.take());
    } finally {
      this.#isApplying = false;
    }
  }

  async #applyTaken({ unknown, rows }: ReturnType<Pending["take"]>): Promise<void> {
    if (!unknown) return await applyChanges(this, rows);
    const startedAt = this.host.clock.now();
    this.position.lost();
    await rerunBlocks(this);
    this.#rerunMs = this.host.clock.now() - startedAt;
  }

  #unplaced(blocks: readonly Block[]): Page {
    const isTop = blocks[0]?.lo === null;
    return { blocks, first: isTop ? 0 : null, isAbout: false };
  }

  async #pageAt(source: BlockSource, index: number, want: number): Promise<Page> {
    const place = index === 0 ? undefined : await this.position.keyAt(index);
    if (!place) return await this.#page(source, { type: "top" }, want);
    const page = await this.#pageFrom(source, place.tuple, want);
    if (page.first !== null || page.blocks.length === 0) return page;
    const skipped = page.blocks[0]?.rows.findIndex((row) => this.store.compare(row.tuple, place.tuple) >= 0) ?? 0;
    return { ...page, first: Math.max(0, place.index - Math.max(0, skipped)), isAbout: place.isAbout };
  }

  async #pageFrom(source: BlockSource, tuple: Tuple, want: number): Promise<Page> {
    const living = this.store.list.containing(tuple);
    const blocks = await chainAfter(source, living ? living.lo : tuple, want);
    const lo = blocks[0]?.lo ?? null;
    const first = lo === null ? 0 : await this.position.indexOf(lo);
    return { blocks, first: first ?? null, isAbout: false };
  }

  async #firstOf(ids: readonly RowId[]): Promise<{ id: RowId; tuple: Tuple } | undefined> {
    if (ids.length === 0) return undefined;
    const found = new Map((await this.rows.byIds(ids)).map((row) => [row.id, row]));
    const id = ids.find((candidate) => found.has(candidate));
    return id === undefined ? undefined : found.get(id);
  }
}

/** Pause before living blocks are run again because nobody knows what changed. */
const minRerunDelayMs = 50;
const maxRerunDelayMs = 2_000;
/** Running again takes at most one part in so many of the time. */
const rerunShare = 4;
