// Invariant: living blocks are disjoint and sorted by `lo`; a row of the order lies in at most one of them.
import type { Tuple } from "../ports/live-source.ts";
import type { Block } from "./block.ts";

type Compare = (a: Tuple, b: Tuple) => number;

/**
 * The living blocks of one live query, in order. Without `compare` (an order that only the database knows) bounds are told
 * apart by equality alone; such a list belongs to one view, whose blocks are one run.
 */
export class BlockList {
  readonly #blocks: Block[] = [];
  readonly #compare: Compare | undefined;

  constructor(compare: Compare | undefined) {
    this.#compare = compare;
  }

  get all(): readonly Block[] {
    return this.#blocks;
  }

  /** The block whose first key may be `lo`. */
  startingAt(lo: Tuple | null): Block | undefined {
    return this.#blocks.find((block) => this.#same(block.lo, lo));
  }

  /** The block that ends right before `hi`. */
  endingAt(hi: Tuple): Block | undefined {
    return this.#blocks.find((block) => this.#same(block.hi, hi));
  }

  /** The first block that begins after `lo`. */
  nextAfter(lo: Tuple | null): Block | undefined {
    const compare = this.#compare;
    if (compare === undefined) return undefined;
    return this.#blocks[this.#firstIndex((block) => block.lo !== null && (lo === null || compare(block.lo, lo) > 0))];
  }

  /** The last block that begins before `lo`. */
  lastBefore(lo: Tuple): Block | undefined {
    const compare = this.#compare;
    if (compare === undefined) return undefined;
    return this.#blocks[this.#firstIndex((block) => block.lo !== null && compare(block.lo, lo) >= 0) - 1];
  }

  /** The block in whose interval the key lies. */
  containing(tuple: Tuple): Block | undefined {
    const compare = this.#compare;
    if (compare === undefined) return undefined;
    const block = this.#blocks[this.#firstIndex((other) => other.lo !== null && compare(other.lo, tuple) > 0) - 1];
    return block && (block.hi === null || compare(tuple, block.hi) < 0) ? block : undefined;
  }

  insert(block: Block): void {
    this.#blocks.splice(this.#place(block), 0, block);
  }

  remove(block: Block): void {
    const index = this.#blocks.indexOf(block);
    if (index >= 0) this.#blocks.splice(index, 1);
  }

  #place(block: Block): number {
    const { lo } = block;
    const compare = this.#compare;
    if (lo === null) return 0;
    if (compare !== undefined) return this.#firstIndex((other) => other.lo !== null && compare(other.lo, lo) > 0);
    const before = this.#blocks.findIndex((other) => this.#same(other.hi, lo));
    return before < 0 ? 0 : before + 1;
  }

  /** Binary search: from this index on the condition holds. */
  #firstIndex(holds: (block: Block) => boolean): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      if (block !== undefined && holds(block)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #same(a: Tuple | null, b: Tuple | null): boolean {
    if (a === null || b === null) return a === b;
    if (this.#compare !== undefined) return this.#compare(a, b) === 0;
    return a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
  }
}
