// The browser's side of a view, as docs/protocol.md tells it: what a table holds after answers and pushes.
import type { BlockId, Filter, PageAt, RowKey, RowsMessage, Sort, Total } from "../../src/protocol/rows.ts";
import type { SharedFrame } from "../../src/framework/ports/link.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";

export interface WireRow {
  readonly key: RowKey;
  readonly cells: readonly unknown[];
}

interface HeldBlock {
  readonly b: BlockId;
  v: number;
  rows: WireRow[];
  top: boolean;
  end: boolean;
}

/** One view. `gaps` counts pushes that did not follow what was there; it must stay 0. */
export class WireView {
  blocks: HeldBlock[] = [];
  total: Total | null = null;
  all: Total | undefined;
  first: number | null = null;
  firstIs: "about" | undefined;
  hit: RowKey | undefined;
  q = 0;
  gaps = 0;
  misfits: string[] = [];
  failures: string[] = [];
  choices: Extract<RowsMessage, { type: "choices" }> | undefined;
  sort: Sort = [];
  filter: Filter | null = null;
  search = "";
  readonly number: number;
  readonly #session: SessionRows;
  readonly #place: { readonly s: string; readonly n: string };
  #asked: { id: number; at: PageAt | undefined } | undefined;
  #nextId = 1;

  constructor(session: SessionRows, number: number, place: { readonly s: string; readonly n: string }) {
    this.#session = session;
    this.number = number;
    this.#place = place;
  }

  get rows(): readonly WireRow[] {
    return this.blocks.flatMap((block) => block.rows);
  }

  get isWaiting(): boolean {
    return this.#asked !== undefined;
  }

  ask(at: PageAt | undefined, want: number, more: { sort?: Sort; filter?: Filter | null; search?: string } = {}): void {
    const drop = this.#dropFar(at);
    if (more.sort) this.sort = more.sort;
    if (more.filter !== undefined) this.filter = more.filter;
    if (more.search !== undefined) this.search = more.search;
    this.#asked = { id: this.#nextId++, at };
    this.#session.window({
      t: "window",
      id: this.#asked.id,
      view: this.number,
      ...this.#place,
      q: { type: "page", want, ...(at ? { at } : {}), ...more, ...(drop.length > 0 ? { drop } : {}) },
    });
  }

  /** One slide of a table: further at the end or the beginning that is named. */
  slide(where: "after" | "before"): void {
    const edge = where === "after" ? this.blocks.at(-1) : this.blocks[0];
    if (!edge || this.isWaiting || (where === "after" ? edge.end : edge.top)) return;
    this.ask(where === "after" ? { after: edge.b } : { before: edge.b }, 100);
  }

  resume(): void {
    const keys = this.rows.slice(0, 50).map((row) => row.key);
    this.ask({ keys, index: this.first ?? 0 }, 300);
  }

  close(): void {
    this.#session.window({ t: "window", id: 0, view: this.number, s: "", n: "", q: { type: "close" } });
  }

  receive(message: RowsMessage): void {
    switch (message.type) {
      case "page":
        if (message.view === this.number) this.#page(message);
        return;
      case "gone":
        if (message.view !== this.number || (message.id !== 0 && message.id !== this.#asked?.id)) return;
        this.#asked = undefined;
        this.resume();
        return;
      case "failed":
        if (message.view !== this.number) return;
        this.failures.push(message.error.code);
        if (message.id === this.#asked?.id) this.#asked = undefined;
        return;
      case "choices":
        if (message.view === this.number) this.choices = message;
        return;
      case "total":
        if (message.q === this.q) this.total = message.total;
        return;
      case "push":
        this.#push(message);
    }
  }

  #page(message: Extract<RowsMessage, { type: "page" }>): void {
    if (message.id !== 0 && message.id !== this.#asked?.id) return;
    const at = message.id === 0 ? undefined : this.#asked?.at;
    this.#asked = undefined;
    this.q = message.q;
    this.total = message.total ?? this.total;
    this.all = message.all ?? this.all;
    const blocks = message.blocks.map((block) => ({
      b: block.b,
      v: block.v,
      top: block.top ?? false,
      end: block.end ?? false,
      rows: block.rows.keys.map((key, index) => ({ key, cells: block.rows.cells.map((column) => column[index]) })),
    }));
    if (at && "after" in at) this.blocks.push(...blocks);
    else if (at && "before" in at) this.blocks.unshift(...blocks);
    else {
      this.blocks = blocks;
      this.hit = message.hit;
      this.first = message.first;
      this.firstIs = message.firstIs;
    }
    const ids = this.blocks.map((block) => block.b);
    if (new Set(ids).size !== ids.length) this.misfits.push(`a block twice: ${ids.join()}`);
  }

  #push(message: Extract<RowsMessage, { type: "push" }>): void {
    const block = this.blocks.find((held) => held.b === message.b);
    if (!block || message.v <= block.v) return;
    // What is on its way takes the place of blocks that the server let go for it.
    const isReplacing = this.#asked !== undefined && !isSlide(this.#asked.at);
    if (message.v !== block.v + 1 && isReplacing) return;
    if (message.v !== block.v + 1) this.gaps++;
    block.v = message.v;
    const gone = new Set([...(message.del ?? []), ...(message.away ?? [])]);
    for (const key of gone)
      if (!block.rows.some((row) => row.key === key)) this.misfits.push(`no row ${key} to remove`);
    block.rows = block.rows.filter((row) => !gone.has(row.key));
    for (const [key, cells] of message.set ?? []) {
      const index = block.rows.findIndex((row) => row.key === key);
      const row = block.rows[index];
      if (!row) this.misfits.push(`no row ${key} to change`);
      else block.rows[index] = { key, cells: row.cells.map((cell, at) => (at in cells ? cells[at] : cell)) };
    }
    for (const [before, key, cells] of message.add ?? []) {
      const index = before === 0 ? block.rows.length : block.rows.findIndex((row) => row.key === before);
      if (index < 0) this.misfits.push(`no row ${before} to come before`);
      block.rows.splice(index, 0, { key, cells });
    }
    if (message.split) this.#split(block, message.split[0], message.split[1]);
  }

  #split(block: HeldBlock, first: RowKey, b: BlockId): void {
    const index = block.rows.findIndex((row) => row.key === first);
    if (index < 0) this.misfits.push(`no row ${first} to split at`);
    const into = { b, v: 0, rows: block.rows.splice(index), top: false, end: block.end };
    block.end = false;
    this.blocks.splice(this.blocks.indexOf(block) + 1, 0, into);
  }

  /** Blocks at the other end, once there are many rows. */
  #dropFar(at: PageAt | undefined): readonly BlockId[] {
    const dropped: BlockId[] = [];
    if (!at || !("after" in at || "before" in at)) return dropped;
    while (this.rows.length > 400 && this.blocks.length > 2) {
      const block = "after" in at ? this.blocks.shift() : this.blocks.pop();
      if (block) dropped.push(block.b);
    }
    return dropped;
  }
}

function isSlide(at: PageAt | undefined): boolean {
  return at !== undefined && ("after" in at || "before" in at);
}

/** A socket in memory: frames are read when they are sent. */
export class MemoryLink {
  readonly frames: string[] = [];
  queuedBytes = 0;
  readonly #receive: (message: RowsMessage) => void;

  constructor(receive: (message: RowsMessage) => void) {
    this.#receive = receive;
  }

  send(text: string): void {
    this.frames.push(text);
    this.#receive(JSON.parse(text) as RowsMessage);
  }

  sendShared(frame: SharedFrame): void {
    this.send(frame.text);
  }

  close(): void {}
  pause(): void {}
  resume(): void {}
}
