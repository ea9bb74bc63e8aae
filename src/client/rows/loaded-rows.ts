// What is loaded of a list, and where in the whole of it that is.
import type { BlockId, RowKey, RowsMessage, Total } from "../../protocol/rows.ts";
import { BlockList } from "./block-list.ts";
import type { ListPlace, RenderHow } from "./list-layout.ts";
import { rowsAboveTarget, type Asked } from "./page-asks.ts";

/** Rows that are kept loaded, and blocks; the server lets a view watch a few more. */
const mostRows = 500;
const mostBlocks = 6;
/** Rows that a list is taken to have below, as long as nobody counted them. */
const uncountedRows = 1_000;

/** The loaded rows and their place. */
export class LoadedRows {
  readonly list = new BlockList();
  #first = 0;
  #firstIs: "exact" | "about" = "exact";

  /** Index of the first loaded row. */
  get first(): number {
    return this.#first;
  }

  get firstIs(): "exact" | "about" {
    return this.#firstIs;
  }

  place(total: Total | undefined): ListPlace {
    const loaded = this.#first + this.list.count;
    if (this.list.atEnd) return { first: this.#first, total: loaded };
    return { first: this.#first, total: Math.max(total?.count ?? loaded + uncountedRows, loaded + 1) };
  }

  /** Puts an answer in; how to render it, or undefined where it fits nothing any more. */
  take(message: Extract<RowsMessage, { type: "page" }>, what: Asked, scrollTop: number): RenderHow | undefined {
    const { blocks, first } = message;
    // A slide often has no word on it: what is about stays so.
    if (first !== null || what.for !== "slide") this.#firstIs = message.firstIs ?? "exact";
    if (what.for === "slide") {
      const rows = blocks.reduce((sum, block) => sum + block.rows.keys.length, 0);
      const before = this.#rowsUpTo(what.of);
      if (!this.list.insert(what.side, what.of, blocks)) return undefined;
      if (what.side === "before") this.#first = first ?? Math.max(0, this.#first - rows);
      else if (first !== null) this.#first = Math.max(0, first - before);
      this.#countFromEnd(message.total);
      return { type: "update" };
    }
    this.list.replace(blocks);
    const how = this.#place(message, what, scrollTop);
    this.#countFromEnd(message.total);
    return how;
  }

  /** Where a new list is; how to render it. */
  #place(
    { first, hit }: Extract<RowsMessage, { type: "page" }>,
    what: Exclude<Asked, { for: "slide" }>,
    scrollTop: number,
  ): RenderHow {
    switch (what.for) {
      case "first":
        this.#first = first ?? 0;
        return { type: "top" };
      case "keys": {
        this.#first = first ?? what.index;
        const key = hit ?? this.#keyAt(what.index);
        return { type: what.keys.length === 0 ? "index" : "keys", key, offset: what.offset };
      }
      case "far":
        this.#first = first ?? Math.max(0, what.index - rowsAboveTarget);
        return { type: "index", key: this.#keyAt(what.index), offset: what.scrollTop - scrollTop };
    }
  }

  /** Lets the block at one end go, where there is enough without it and it is two blocks from the view; its id. */
  trim(end: "top" | "bottom", visible: { readonly first: number; readonly last: number }): BlockId | undefined {
    const { blocks, count } = this.list;
    if (blocks.length <= 3 || (count < mostRows && blocks.length <= mostBlocks)) return undefined;
    const [edge, next] = end === "top" ? blocks : blocks.toReversed();
    if (edge === undefined || next === undefined) return undefined;
    const near = edge.count + next.count;
    if (end === "top" ? visible.first < near : visible.last >= count - near) return undefined;
    this.list.drop(edge.id);
    if (end === "top") this.#first += edge.count;
    return edge.id;
  }

  /** Where an end of the list is loaded, the rows themselves tell their place. */
  #countFromEnd(total: Total | null): void {
    if (this.list.atTop) this.#first = 0;
    else if (this.list.atEnd && total?.is === "exact") this.#first = Math.max(0, total.count - this.list.count);
    else return;
    this.#firstIs = "exact";
  }

  #keyAt(index: number): RowKey | undefined {
    return this.list.order[Math.min(this.list.count - 1, Math.max(0, index - this.#first))];
  }

  /** Rows up to the end of a block. */
  #rowsUpTo(block: BlockId): number {
    let rows = 0;
    for (const { id, count } of this.list.blocks) {
      rows += count;
      if (id === block) break;
    }
    return rows;
  }
}
