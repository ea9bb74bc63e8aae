// Rows that stay on screen though the list says otherwise. Held: under the mouse or in an editor, they left or moved,
// and stay where they were until both have left them. Parked: in an editor, out of the loaded rows, next to the spacer on
// their side, so that the draft lives on.
import type { RowKey } from "../../protocol/rows.ts";
import type { BlockList } from "./block-list.ts";
import { heldOrder } from "./held-order.ts";
import type { ViewRow } from "./view-row.ts";

/** What decides which rows are kept. */
export interface KeepContext {
  /** Rows that pushes took from their place since the last time. */
  readonly left: ReadonlyMap<RowKey, "del" | "away">;
  readonly editor: RowKey | undefined;
  readonly pointer: RowKey | undefined;
  readonly isVisible: (key: RowKey) => boolean;
  readonly how: "update" | "keys" | "index" | "top";
}

interface Held {
  readonly row: ViewRow;
  readonly left: "del" | "away";
}

/** The kept rows of one list. */
export class KeptRows {
  readonly #held = new Map<RowKey, Held>();
  #parked: { readonly row: ViewRow; readonly side: "above" | "below" } | undefined;

  get any(): boolean {
    return this.#held.size > 0;
  }

  get parkedKey(): RowKey | undefined {
    return this.#parked?.row.key;
  }

  /** The rows to show, after those that are shown now. */
  next(shown: readonly ViewRow[], list: BlockList, context: KeepContext): readonly ViewRow[] {
    this.#hold(shown, list, context);
    const shownKeys = shown.map((row) => row.key);
    const { order, out } = heldOrder(shownKeys, list.order, [...this.#held.keys()]);
    for (const key of Array.from(this.#held.keys())) if (!out.has(key)) this.#held.delete(key);
    this.#park(shown, list, context);
    const rows: ViewRow[] = [];
    if (this.#parked?.side === "above") rows.push(this.#parked.row);
    for (const key of order) {
      const row = this.#rowOf(key, list);
      if (row !== undefined) rows.push(row);
    }
    if (this.#parked?.side === "below") rows.push(this.#parked.row);
    return rows;
  }

  #hold(shown: readonly ViewRow[], list: BlockList, { left, editor, pointer, isVisible, how }: KeepContext): void {
    for (const key of this.#held.keys()) if (key !== editor && key !== pointer) this.#held.delete(key);
    if (how === "index" || how === "top") this.#held.clear();
    for (const key of new Set([editor, pointer])) {
      if (key === undefined || !isVisible(key) || key === this.parkedKey) continue;
      // After a cut nobody says what became of the edited row: it may be elsewhere.
      const lost = how === "keys" && key === editor && list.row(key) === undefined ? "away" : undefined;
      const why = left.get(key) ?? this.#held.get(key)?.left ?? lost;
      const row = this.#held.get(key)?.row ?? shown.find((other) => other.key === key);
      if (why !== undefined && row !== undefined) this.#held.set(key, { row, left: why });
    }
  }

  #park(shown: readonly ViewRow[], list: BlockList, { editor, how }: KeepContext): void {
    if (editor === undefined || list.row(editor) !== undefined || this.#held.has(editor)) {
      this.#parked = undefined;
      return;
    }
    if (this.#parked?.row.key === editor) return;
    const index = shown.findIndex((row) => row.key === editor);
    const row = shown[index];
    if (row === undefined) return;
    const firstThatStays = shown.findIndex((other) => list.row(other.key) !== undefined);
    const above = how === "top" || (firstThatStays !== -1 && index < firstThatStays);
    this.#parked = { row, side: above ? "above" : "below" };
  }

  #rowOf(key: RowKey, list: BlockList): ViewRow | undefined {
    const held = this.#held.get(key);
    const now = list.row(key);
    if (held === undefined) return now;
    const mark = now === undefined && held.left === "del" ? "gone" : "moved";
    const cells = now?.cells ?? held.row.cells;
    if (held.row.mark === mark && held.row.cells === cells) return held.row;
    const row: ViewRow = { key, cells, mark };
    this.#held.set(key, { ...held, row });
    return row;
  }
}
