// What one tick does to the living blocks: pure, no SQL. Each touched block makes one push, with splits until none is too long.
import type { BlockId, RowKey, RowsMessage } from "../../protocol/rows.ts";
import type { LiveRow, RowId, Tuple } from "../ports/live-source.ts";
import type { Block, BlockRow } from "./block.ts";
import type { BlockStore } from "./block-store.ts";
import { sameCell } from "./same-cell.ts";

/** A push of one block and the version that it makes. */
export interface BlockPush {
  readonly block: Block;
  readonly version: number;
  readonly message: Extract<RowsMessage, { type: "push" }>;
}

interface Edit {
  readonly del: RowKey[];
  readonly away: RowKey[];
  readonly set: [RowKey, Record<number, unknown>][];
  readonly added: Set<BlockRow>;
}

/** Collects what a tick does, then turns it into pushes. */
export class BlockEdits {
  readonly #store: BlockStore;
  readonly #maxRows: number;
  readonly #edits = new Map<Block, Edit>();

  constructor(store: BlockStore, maxRows: number) {
    this.#store = store;
    this.#maxRows = maxRows;
  }

  /**
   * A row as it is now, null where it left the result.
   *
   * @returns its old place, where it stood in a living block.
   */
  apply(id: RowId, now: LiveRow | null): Tuple | undefined {
    const held = this.#heldBy(id);
    const target = now === null ? undefined : this.#store.list.containing(now.tuple);
    const stays =
      now && held.find(({ block, row }) => block === target && this.#store.compare(row.tuple, now.tuple) === 0);
    if (now && stays) this.change(stays.block, stays.row, now);
    // Its number is held anew before the old place gives it back.
    const moved = now && target && !stays ? this.#store.toRow(now) : undefined;
    for (const { block, row } of held) if (block !== stays?.block) this.remove(block, row, now ? "away" : "del");
    if (target && moved) this.insert(target, moved);
    return held[0]?.row.tuple;
  }

  #heldBy(id: RowId): readonly { readonly block: Block; readonly row: BlockRow }[] {
    return this.#store.blocksOf(id).flatMap((block) => {
      const row = block.rows.find((other) => other.id === id);
      return row ? [{ block, row }] : [];
    });
  }

  /** The row left its block: the result (`del`), or only this place in it (`away`). */
  remove(block: Block, row: BlockRow, kind: "del" | "away"): void {
    const edit = this.#editOf(block);
    edit[kind].push(row.key);
    for (const watcher of block.watchers) watcher.left(row);
    this.#store.removeRow(block, row);
  }

  /** The row comes into the block. */
  insert(block: Block, row: BlockRow): void {
    this.#store.insertRow(block, row);
    this.#editOf(block).added.add(row);
  }

  /** The row stays where it is, with other cells. */
  change(block: Block, old: BlockRow, now: LiveRow): void {
    const cells: Record<number, unknown> = {};
    let changed = false;
    for (let index = 0; index < now.cells.length; index++) {
      if (sameCell(old.cells[index], now.cells[index])) continue;
      cells[index] = now.cells[index];
      changed = true;
    }
    if (!changed) return;
    block.rows[block.rows.indexOf(old)] = { ...now, key: old.key };
    this.#editOf(block).set.push([old.key, cells]);
  }

  /** Blocks that grew beyond what a push should carry. */
  overgrown(maxRows: number): readonly Block[] {
    return Array.from(this.#edits.keys()).filter((block) => block.rows.length > maxRows);
  }

  /** Ends the tick: versions go up, blocks are split. */
  finish(nextBlockId: () => BlockId): readonly BlockPush[] {
    const pushes: BlockPush[] = [];
    for (const [block, edit] of this.#edits) {
      if (!this.#store.isLiving(block)) continue;
      const message = toPush(block, edit);
      let rest = block;
      let split = this.#splitOff(rest, nextBlockId);
      pushes.push({ block, version: ++block.version, message: { ...message, v: block.version, ...splitOf(split) } });
      while (split) {
        rest = split;
        split = this.#splitOff(rest, nextBlockId);
        if (!split) break;
        const v = ++rest.version;
        pushes.push({
          block: rest,
          version: v,
          message: { t: "rows", type: "push", b: rest.id, v, ...splitOf(split) },
        });
      }
    }
    return pushes;
  }

  #editOf(block: Block): Edit {
    let edit = this.#edits.get(block);
    if (!edit) this.#edits.set(block, (edit = { del: [], away: [], set: [], added: new Set() }));
    return edit;
  }

  #splitOff(block: Block, nextBlockId: () => BlockId): Block | undefined {
    if (block.rows.length <= this.#maxRows) return undefined;
    return this.#store.split(block, this.#maxRows >> 1, nextBlockId());
  }
}

function toPush(block: Block, edit: Edit): Extract<RowsMessage, { type: "push" }> {
  const add: [RowKey, RowKey, readonly unknown[]][] = [];
  // From the end on, so that the row before which one comes is always there already.
  for (let index = block.rows.length - 1; add.length < edit.added.size && index >= 0; index--) {
    const row = block.rows[index];
    if (row && edit.added.has(row)) add.push([block.rows[index + 1]?.key ?? 0, row.key, row.cells]);
  }
  return {
    t: "rows",
    type: "push",
    b: block.id,
    v: 0,
    ...(edit.del.length > 0 ? { del: edit.del } : {}),
    ...(edit.away.length > 0 ? { away: edit.away } : {}),
    ...(edit.set.length > 0 ? { set: edit.set } : {}),
    ...(add.length > 0 ? { add } : {}),
  };
}

function splitOf(into: Block | undefined): { split: readonly [RowKey, BlockId] } | undefined {
  const first = into?.rows[0];
  return into && first ? { split: [first.key, into.id] } : undefined;
}
