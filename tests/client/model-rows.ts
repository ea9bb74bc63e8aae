// For tests: rows of one live query in memory, with blocks that are key intervals, one view watching. The rules of the
// server written down in the plainest way, so that a list can be compared with what it should show.
import type { RowsMessage, WindowQuery, WireBlock } from "../../src/protocol/rows.ts";

type Tuple = readonly [at: number, key: number];
interface ModelRow {
  readonly key: number;
  readonly at: number;
  readonly text: string;
}
interface ModelBlock {
  readonly id: number;
  readonly lo: Tuple | null;
  hi: Tuple | null;
  v: number;
}
type PageQuery = Extract<WindowQuery, { type: "page" }>;
type Push = Extract<RowsMessage, { type: "push" }>;

const blockRows = 100;
const maxBlockRows = 200;

export class ModelRows {
  rows: ModelRow[] = [];
  blocks: ModelBlock[] = [];
  /** So many rows too low is the first index of an answer, as where it comes from an estimate; 0: it is exact. */
  guess = 0;
  #nextBlock = 1;
  #nextKey = 1;
  #pending = new Map<number, ModelRow | undefined>();

  /** Adds a row; it is told at the next `tick`. */
  insert(at: number): number {
    const key = this.#nextKey++;
    this.#put({ key, at, text: `row ${key}` });
    return key;
  }

  remove(key: number): void {
    this.#remember(key);
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  move(key: number, at: number): void {
    const row = this.rows.find((other) => other.key === key);
    if (row === undefined) return;
    this.#remember(key);
    this.rows = this.rows.filter((other) => other.key !== key);
    this.#put({ ...row, at });
  }

  write(key: number, text: string): void {
    const index = this.rows.findIndex((row) => row.key === key);
    const row = this.rows[index];
    if (row === undefined) return;
    this.#remember(key);
    this.rows = this.rows.with(index, { ...row, text });
  }

  /** Nothing is watched any more: the socket went. */
  detach(): void {
    this.blocks = [];
  }

  /** What the commits since the last tick did to the blocks that are watched. */
  tick(): Push[] {
    const pushes = new Map<
      ModelBlock,
      { del: number[]; away: number[]; set: [number, { [c: number]: unknown }][]; add: ModelRow[] }
    >();
    const of = (block: ModelBlock) => {
      const push = pushes.get(block) ?? { del: [], away: [], set: [], add: [] };
      pushes.set(block, push);
      return push;
    };
    const changed = [...this.#pending];
    this.#pending.clear();
    for (const [key, before] of changed) {
      const after = this.rows.find((row) => row.key === key);
      const [from, to] = [before && this.#blockAt(tupleOf(before)), after && this.#blockAt(tupleOf(after))];
      if (from && to === from && before?.at === after?.at && after) of(from).set.push([key, { 1: after.text }]);
      else {
        if (from) of(from)[after ? "away" : "del"].push(key);
        if (to && after) of(to).add.push(after);
      }
    }
    const told: Push[] = [];
    for (const [block, { del, away, set, add }] of pushes) {
      block.v += 1;
      const here = this.#rowsOf(block);
      const fresh = new Set(add.map((row) => row.key));
      const adds = add
        .toSorted((a, b) => compare(tupleOf(b), tupleOf(a)))
        .map((row): readonly [number, number, readonly unknown[]] => {
          fresh.delete(row.key);
          const next = here
            .slice(here.findIndex((other) => other.key === row.key) + 1)
            .find((other) => !fresh.has(other.key));
          return [next?.key ?? 0, row.key, [row.at, row.text]];
        });
      told.push({ t: "rows", type: "push", b: block.id, v: block.v, del, away, set, add: adds });
      told.push(...this.#splits(block));
    }
    return told;
  }

  page(view: number, id: number, query: PageQuery): RowsMessage {
    for (const drop of query.drop ?? []) this.blocks = this.blocks.filter((block) => block.id !== drop);
    const at = query.at;
    let blocks: ModelBlock[];
    let hit: number | undefined;
    if (at !== undefined && ("after" in at || "before" in at)) {
      const near = this.blocks.find((block) => block.id === ("after" in at ? at.after : at.before));
      if (near === undefined) return { t: "rows", type: "gone", id, view };
      blocks = "after" in at ? (near.hi === null ? [] : this.#chain(near.hi, query.want)) : this.#before(near);
    } else {
      this.blocks = [];
      let index = at !== undefined && "index" in at ? at.index : 0;
      if (at !== undefined && "keys" in at && Array.isArray(at.keys)) {
        const key: number | undefined = at.keys.find((candidate) => this.rows.some((row) => row.key === candidate));
        if (key !== undefined) {
          hit = key;
          index = this.rows.findIndex((row) => row.key === key);
        }
      }
      index = Math.max(0, Math.min(index, this.rows.length - 1));
      const row = this.rows[index];
      blocks = this.#chain(index === 0 || row === undefined ? null : tupleOf(row), query.want);
    }
    const exact =
      blocks[0] === undefined ? 0 : this.rows.findIndex((row) => compareLow(blocks[0]!.lo, tupleOf(row)) <= 0);
    const isSlide = at !== undefined && ("after" in at || "before" in at);
    const first = exact === -1 ? this.rows.length : exact;
    return {
      t: "rows",
      type: "page",
      id,
      view,
      r: 1,
      q: 1,
      ...(query.search === undefined || query.search === "" ? {} : { allQ: 2 }),
      total: { count: this.rows.length, is: "exact" },
      first: this.guess === 0 ? first : isSlide ? null : Math.max(0, first - this.guess),
      ...(this.guess !== 0 && !isSlide && first > 0 ? { firstIs: "about" as const } : {}),
      ...(hit === undefined ? {} : { hit }),
      blocks: blocks.map((block) => this.#wire(block)),
    };
  }

  #wire(block: ModelBlock): WireBlock {
    const rows = this.#rowsOf(block);
    return {
      b: block.id,
      v: block.v,
      rows: { keys: rows.map((row) => row.key), cells: [rows.map((row) => row.at), rows.map((row) => row.text)] },
      ...(block.lo === null ? { top: true } : {}),
      ...(block.hi === null ? { end: true } : {}),
    };
  }

  #chain(lo: Tuple | null, want: number): ModelBlock[] {
    const found: ModelBlock[] = [];
    let from = lo;
    let rows = 0;
    while (rows < want) {
      const start = from;
      const living = this.blocks.find((block) =>
        start === null ? block.lo === null : block.lo !== null && compare(block.lo, start) === 0,
      );
      const inside = living ?? (start === null ? undefined : this.#blockAt(start));
      const block = inside ?? this.#make(start);
      found.push(block);
      rows += this.#rowsOf(block).length;
      if (block.hi === null) break;
      from = block.hi;
    }
    return found;
  }

  #make(lo: Tuple | null): ModelBlock {
    const after = this.rows.filter((row) => compareLow(lo, tupleOf(row)) <= 0);
    const bound = after[blockRows];
    const next = this.blocks
      .map((block) => block.lo)
      .filter((other) => other !== null && (lo === null || compare(other, lo) > 0))
      .toSorted((a, b) => compare(a!, b!))[0];
    let hi = bound === undefined ? null : tupleOf(bound);
    if (next && (hi === null || compare(next, hi) < 0)) hi = next;
    const block = { id: this.#nextBlock++, lo, hi, v: 0 };
    this.blocks.push(block);
    return block;
  }

  #before(block: ModelBlock): ModelBlock[] {
    const lo = block.lo;
    if (lo === null) return [];
    const living = this.blocks.find((other) => other.hi !== null && compare(other.hi, lo) === 0);
    if (living !== undefined) return [living];
    const above = this.rows.filter((row) => compare(tupleOf(row), lo) < 0);
    const start = above.length > blockRows ? above.at(-blockRows) : undefined;
    const made = { id: this.#nextBlock++, lo: start === undefined ? null : tupleOf(start), hi: lo, v: 0 };
    this.blocks.push(made);
    return [made];
  }

  #splits(block: ModelBlock): Push[] {
    const rows = this.#rowsOf(block);
    if (rows.length <= maxBlockRows) return [];
    const first = rows[Math.floor(rows.length / 2)]!;
    const made = { id: this.#nextBlock++, lo: tupleOf(first), hi: block.hi, v: 0 };
    block.hi = tupleOf(first);
    block.v += 1;
    this.blocks.push(made);
    const split: Push = { t: "rows", type: "push", b: block.id, v: block.v, split: [first.key, made.id] };
    return [split, ...this.#splits(block), ...this.#splits(made)];
  }

  #rowsOf(block: ModelBlock): ModelRow[] {
    return this.rows.filter((row) => this.#isIn(block, tupleOf(row)));
  }

  #blockAt(tuple: Tuple): ModelBlock | undefined {
    return this.blocks.find((block) => this.#isIn(block, tuple));
  }

  #isIn(block: ModelBlock, tuple: Tuple): boolean {
    return compareLow(block.lo, tuple) <= 0 && (block.hi === null || compare(tuple, block.hi) < 0);
  }

  #put(row: ModelRow): void {
    this.#remember(row.key);
    const index = this.rows.findIndex((other) => compare(tupleOf(other), tupleOf(row)) > 0);
    this.rows = this.rows.toSpliced(index === -1 ? this.rows.length : index, 0, row);
  }

  #remember(key: number): void {
    if (!this.#pending.has(key))
      this.#pending.set(
        key,
        this.rows.find((row) => row.key === key),
      );
  }
}

function tupleOf(row: ModelRow): Tuple {
  return [row.at, row.key];
}

function compare(a: Tuple, b: Tuple): number {
  return a[0] - b[0] || a[1] - b[1];
}

function compareLow(lo: Tuple | null, tuple: Tuple): number {
  return lo === null ? -1 : compare(lo, tuple);
}
