import type { BlockId } from "../../protocol/rows.ts";
import type { LiveRow, RowId, Tuple } from "../ports/live-source.ts";
import { Block, type BlockRow } from "./block.ts";
import { BlockList } from "./block-list.ts";
import type { KeyRing } from "./key-ring.ts";
import { RowIndex } from "./row-index.ts";

/** The living blocks of a live query and the way from a row to its block. */
export class BlockStore {
  readonly list: BlockList;
  readonly #index = new RowIndex();
  readonly #ring: KeyRing;
  readonly #compare: ((a: Tuple, b: Tuple) => number) | undefined;

  constructor(ring: KeyRing, compare: ((a: Tuple, b: Tuple) => number) | undefined) {
    this.#ring = ring;
    this.#compare = compare;
    this.list = new BlockList(compare);
  }

  get ring(): KeyRing {
    return this.#ring;
  }

  compare(a: Tuple, b: Tuple): number {
    return this.#compare ? this.#compare(a, b) : a.every((value, index) => Object.is(value, b[index])) ? 0 : 1;
  }

  /** The blocks that hold a row: where they are two, one of them shows it where it stood before. */
  blocksOf(id: RowId): readonly Block[] {
    return this.#index.of(id);
  }

  isLiving(block: Block): boolean {
    return this.list.all.includes(block);
  }

  /** A row with its number, which is held until `removeRow` or `remove` gives it back. */
  toRow(row: LiveRow): BlockRow {
    return { id: row.id, tuple: row.tuple, cells: row.cells, key: this.#ring.hold(row.id) };
  }

  /** A new block of rows that were read. */
  add(id: BlockId, bounds: { lo: Tuple | null; hi: Tuple | null }, rows: readonly LiveRow[]): Block {
    const block = new Block(
      id,
      bounds.lo,
      bounds.hi,
      rows.map((row) => this.toRow(row)),
    );
    for (const row of block.rows) this.#index.add(row.id, block);
    this.list.insert(block);
    return block;
  }

  /** Ends a block. */
  remove(block: Block): void {
    this.list.remove(block);
    for (const row of block.rows) {
      this.#index.delete(row.id, block);
      this.#ring.release(row.key);
    }
  }

  insertRow(block: Block, row: BlockRow): void {
    let low = 0;
    let high = block.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = block.rows[middle];
      if (other && this.compare(other.tuple, row.tuple) < 0) low = middle + 1;
      else high = middle;
    }
    block.rows.splice(low, 0, row);
    this.#index.add(row.id, block);
  }

  removeRow(block: Block, row: BlockRow): void {
    block.rows.splice(block.rows.indexOf(row), 1);
    this.#index.delete(row.id, block);
    this.#ring.release(row.key);
  }

  /** Rows from `at` on become a block of their own, with the same watchers. */
  split(block: Block, at: number, id: BlockId): Block {
    const rows = block.rows.splice(at);
    const into = new Block(id, rows[0]?.tuple ?? block.hi, block.hi, rows);
    block.hi = into.lo;
    for (const row of rows) {
      this.#index.delete(row.id, block);
      this.#index.add(row.id, into);
    }
    this.list.insert(into);
    for (const watcher of block.watchers) {
      into.watchers.add(watcher);
      watcher.split(block, into);
    }
    return into;
  }
}
