// The loaded rows: contiguous blocks of a live query's order. A row is in exactly one of them; a push belongs to the
// block that it names and is applied only on the version before its own.
import type { BlockId, ColumnarRows, RowKey, RowsMessage, WireBlock } from "../../protocol/rows.ts";
import type { ViewRow } from "./view-row.ts";

/** What a push said of one block. */
export type RowsPush = Extract<RowsMessage, { type: "push" }>;

/** What pushes did since the last look, for the render that follows. */
export interface RowChanges {
  /** Cells that changed, by index of their column. */
  readonly cells: Map<RowKey, Set<number>>;
  /** Rows that are new in the result. */
  readonly arrived: Set<RowKey>;
  /** Rows that left their place: out of the result, or to another place. */
  readonly left: Map<RowKey, "del" | "away">;
}

interface Block {
  readonly id: BlockId;
  version: number;
  keys: RowKey[];
  top: boolean;
  end: boolean;
}

/** Blocks in order, with their rows. */
export class BlockList {
  #blocks: Block[] = [];
  readonly #rows = new Map<RowKey, ViewRow>();
  readonly #blockOf = new Map<RowKey, Block>();
  #order: readonly RowKey[] | undefined;
  #changes: RowChanges = noChanges();

  get count(): number {
    return this.#rows.size;
  }

  /** Nothing comes before the first row. */
  get atTop(): boolean {
    return this.#blocks[0]?.top ?? true;
  }

  /** Nothing comes after the last row. */
  get atEnd(): boolean {
    return this.#blocks.at(-1)?.end ?? true;
  }

  get blocks(): readonly { readonly id: BlockId; readonly count: number }[] {
    return this.#blocks.map(({ id, keys }) => ({ id, count: keys.length }));
  }

  /** Keys of all rows, in order. */
  get order(): readonly RowKey[] {
    return (this.#order ??= this.#blocks.flatMap((block) => block.keys));
  }

  row(key: RowKey): ViewRow | undefined {
    return this.#rows.get(key);
  }

  /** Takes what pushes did since the last call. */
  takeChanges(): RowChanges {
    const changes = this.#changes;
    this.#changes = noChanges();
    return changes;
  }

  /** Another list of rows. Rows that were there and did not change stay the same objects. */
  replace(blocks: readonly WireBlock[]): void {
    const before = new Map(this.#rows);
    this.#blocks = [];
    this.#rows.clear();
    this.#blockOf.clear();
    this.#changes = noChanges();
    for (const block of blocks) this.#blocks.push(this.#take(block, before));
    this.#order = undefined;
  }

  /** Puts blocks next to one that is there; false where it is not there any more. */
  insert(side: "after" | "before", of: BlockId, blocks: readonly WireBlock[]): boolean {
    const ids = new Set(blocks.map((block) => block.b));
    if (ids.has(of) || !this.#blocks.some((block) => block.id === of)) return false;
    const before = new Map(this.#rows);
    // A block that was split off while the answer travelled is in it again: the answer's is the newer one.
    for (const block of this.#blocks.filter(({ id }) => ids.has(id))) this.#forget(block);
    const at = this.#blocks.findIndex((block) => block.id === of) + (side === "after" ? 1 : 0);
    this.#blocks.splice(at, 0, ...blocks.map((block) => this.#take(block, before)));
    this.#order = undefined;
    return true;
  }

  /** Lets a block go. */
  drop(id: BlockId): void {
    const block = this.#blocks.find((other) => other.id === id);
    if (block !== undefined) this.#forget(block);
  }

  /** Applies a push. `unknown`: of no block that is here, or applied already. `gap`: versions are missing. */
  push(push: RowsPush): "applied" | "unknown" | "gap" {
    const block = this.#blocks.find(({ id }) => id === push.b);
    if (block === undefined || push.v <= block.version) return "unknown";
    if (push.v !== block.version + 1) return "gap";
    block.version = push.v;
    for (const key of push.del ?? []) this.#leave(block, key, "del");
    for (const key of push.away ?? []) this.#leave(block, key, "away");
    for (const [key, cells] of push.set ?? []) this.#set(key, cells);
    for (const [before, key, cells] of push.add ?? []) this.#add(block, before, key, cells);
    if (push.split !== undefined) this.#split(block, push.split[0], push.split[1]);
    this.#order = undefined;
    return "applied";
  }

  #take(wire: WireBlock, before: ReadonlyMap<RowKey, ViewRow>): Block {
    const block: Block = {
      id: wire.b,
      version: wire.v,
      keys: [...wire.rows.keys],
      top: wire.top === true,
      end: wire.end === true,
    };
    wire.rows.keys.forEach((key, index) => {
      const old = this.#blockOf.get(key);
      // An answer overtook the push that moves the row.
      if (old !== undefined) old.keys = old.keys.filter((other) => other !== key);
      const cells = cellsOf(wire.rows, index);
      const known = before.get(key);
      this.#rows.set(key, known !== undefined && sameCells(known.cells, cells) ? known : { key, cells });
      this.#blockOf.set(key, block);
    });
    return block;
  }

  #forget(block: Block): void {
    for (const key of block.keys) {
      this.#rows.delete(key);
      this.#blockOf.delete(key);
    }
    this.#blocks = this.#blocks.filter((other) => other !== block);
    this.#order = undefined;
  }

  #leave(block: Block, key: RowKey, how: "del" | "away"): void {
    this.#changes.left.set(key, how);
    // Another block's push has taken the row already.
    if (this.#blockOf.get(key) !== block) return;
    block.keys = block.keys.filter((other) => other !== key);
    this.#blockOf.delete(key);
    this.#rows.delete(key);
    this.#changes.arrived.delete(key);
  }

  #set(key: RowKey, cells: Readonly<Record<number, unknown>>): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    const next = [...row.cells];
    const changed = this.#changes.cells.get(key) ?? new Set<number>();
    for (const [column, value] of Object.entries(cells)) {
      next[Number(column)] = value;
      changed.add(Number(column));
    }
    this.#changes.cells.set(key, changed);
    this.#rows.set(key, { ...row, cells: next });
  }

  #add(block: Block, before: RowKey, key: RowKey, cells: readonly unknown[]): void {
    const old = this.#blockOf.get(key);
    const moved = old !== undefined || this.#changes.left.has(key);
    if (old !== undefined) {
      old.keys = old.keys.filter((other) => other !== key);
      this.#changes.left.set(key, "away");
    }
    if (!moved) this.#changes.arrived.add(key);
    const at = before === 0 ? -1 : block.keys.indexOf(before);
    block.keys = block.keys.toSpliced(at === -1 ? block.keys.length : at, 0, key);
    this.#blockOf.set(key, block);
    this.#rows.set(key, { key, cells });
  }

  #split(block: Block, first: RowKey, id: BlockId): void {
    const at = block.keys.indexOf(first);
    if (at === -1) return;
    const rest: Block = { id, version: 0, keys: block.keys.slice(at), top: false, end: block.end };
    block.keys = block.keys.slice(0, at);
    block.end = false;
    for (const key of rest.keys) this.#blockOf.set(key, rest);
    this.#blocks.splice(this.#blocks.indexOf(block) + 1, 0, rest);
  }
}

function noChanges(): RowChanges {
  return { cells: new Map(), arrived: new Set(), left: new Map() };
}

function cellsOf(rows: ColumnarRows, index: number): unknown[] {
  return rows.cells.map((column) => column[index]);
}

function sameCells(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((cell, index) => sameCell(cell, b[index]));
}

function sameCell(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  // References and json: small, and compared only when a row comes again.
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}
