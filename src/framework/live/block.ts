import type { BlockId, RowKey } from "../../protocol/rows.ts";
import type { SharedFrame } from "../ports/link.ts";
import type { LiveRow, Tuple } from "../ports/live-source.ts";

/** A row of a living block. */
export interface BlockRow extends LiveRow {
  readonly key: RowKey;
}

/** Who sees blocks of a live query: a view. */
export interface BlockWatcher {
  /** Sends a push of a block that is watched, unless what was answered held it already. */
  receive(frame: SharedFrame, block: Block, version: number): void;
  /** Sends a new total. */
  receiveTotal(frame: SharedFrame): void;
  /** Rows from the middle of a block on are in a new one, which this watcher sees too. */
  split(block: Block, into: Block): void;
  /** A row leaves a block; its number must stay known to whoever was shown it. */
  left(row: BlockRow): void;
  /** Blocks cannot be kept up to date by pushes: all has to be asked for again. */
  abandoned(): void;
}

/** A half-open key interval `[lo, hi)` of a live query's order with all rows that lie in it; null is the open end. */
export class Block {
  readonly id: BlockId;
  lo: Tuple | null;
  hi: Tuple | null;
  rows: BlockRow[];
  version = 0;
  readonly watchers = new Set<BlockWatcher>();

  constructor(id: BlockId, lo: Tuple | null, hi: Tuple | null, rows: BlockRow[]) {
    this.id = id;
    this.lo = lo;
    this.hi = hi;
    this.rows = rows;
  }
}
