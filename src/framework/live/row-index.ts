import type { RowId } from "../ports/live-source.ts";
import type { Block } from "./block.ts";

/** Which living blocks hold a row: one as a rule, more while the commit that moved it is not looked at yet. */
export class RowIndex {
  readonly #holders = new Map<RowId, Block | readonly Block[]>();

  of(id: RowId): readonly Block[] {
    const holders = this.#holders.get(id);
    return holders === undefined ? [] : "rows" in holders ? [holders] : holders;
  }

  add(id: RowId, block: Block): void {
    const others = this.of(id).filter((other) => other !== block);
    this.#holders.set(id, others.length === 0 ? block : [...others, block]);
  }

  delete(id: RowId, block: Block): void {
    const [first, ...others] = this.of(id).filter((other) => other !== block);
    if (first === undefined) this.#holders.delete(id);
    else this.#holders.set(id, others.length === 0 ? first : [first, ...others]);
  }
}
