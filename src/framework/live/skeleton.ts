// Invariant: segments tile the order from its start to `cursor` (to its end once complete); the sum of their counts is the number of rows there.
import type { Tuple } from "../ports/live-source.ts";

interface Segment {
  /** First key that may lie in it; null: the start. */
  readonly lo: Tuple | null;
  count: number;
}

/** A segment and how many rows come before it. */
export interface Found {
  readonly from: Tuple | null;
  readonly until: Tuple | null;
  readonly before: number;
  readonly count: number;
}

/** Every so many rows a key of the order, so that an index leads to a key and back. Kept up by committed writes. */
export class Skeleton {
  readonly #compare: (a: Tuple, b: Tuple) => number;
  readonly #step: number;
  readonly #segments: Segment[] = [];
  #cursor: Tuple | null = null;
  #complete = false;

  constructor(compare: (a: Tuple, b: Tuple) => number, step: number) {
    this.#compare = compare;
    this.#step = step;
  }

  /** Where the next piece of the scan begins. */
  get cursor(): Tuple | null {
    return this.#cursor;
  }

  get isComplete(): boolean {
    return this.#complete;
  }

  get total(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.count, 0);
  }

  /** Adds the piece that was read from the cursor on. */
  extend(piece: { readonly to: Tuple | null; readonly count: number }): void {
    const last = this.#segments.at(-1);
    if (last && last.count + piece.count <= this.#step) last.count += piece.count;
    else this.#segments.push({ lo: this.#cursor, count: piece.count });
    this.#cursor = piece.to;
    this.#complete = piece.to === null;
  }

  /** A row went from one place to another; null: it was, or is, not in the result. */
  move(from: Tuple | null, to: Tuple | null): void {
    if (from !== null) this.#add(from, -1);
    if (to !== null) this.#add(to, 1);
  }

  /** Cuts a segment in two: its first rows, and those from this key on. */
  split({ from }: Found, at: Tuple, firstCount: number): void {
    const index = this.#segments.findIndex(({ lo }) => lo === from);
    const segment = this.#segments[index];
    if (!segment || segment.count <= firstCount) return;
    this.#segments.splice(index + 1, 0, { lo: at, count: segment.count - firstCount });
    segment.count = firstCount;
  }

  /** The segment in which the row at this index lies. */
  atIndex(index: number): Found | undefined {
    let before = 0;
    for (let at = 0; at < this.#segments.length; at++) {
      const segment = this.#segments[at];
      if (!segment) break;
      if (index < before + segment.count || at === this.#segments.length - 1) {
        return { from: segment.lo, until: this.#segments[at + 1]?.lo ?? null, before, count: segment.count };
      }
      before += segment.count;
    }
    return undefined;
  }

  /** The segment in which this key lies. */
  atKey(tuple: Tuple): Found | undefined {
    const at = this.#indexOf(tuple);
    const segment = this.#segments[at];
    if (!segment) return undefined;
    let before = 0;
    for (const earlier of this.#segments.slice(0, at)) before += earlier.count;
    return { from: segment.lo, until: this.#segments[at + 1]?.lo ?? null, before, count: segment.count };
  }

  #add(tuple: Tuple, by: number): void {
    // What the scan has not reached yet it will see by itself.
    if (!this.#complete && (this.#cursor === null || this.#compare(tuple, this.#cursor) >= 0)) return;
    const segment = this.#segments[this.#indexOf(tuple)];
    if (segment) segment.count += by;
  }

  #indexOf(tuple: Tuple): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const lo = this.#segments[middle]?.lo ?? null;
      if (lo !== null && this.#compare(lo, tuple) > 0) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low - 1);
  }
}
