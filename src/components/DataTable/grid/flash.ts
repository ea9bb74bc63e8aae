import type { Frame } from "../../../client/rows/viewport.ts";
import type { RowKey } from "../../../protocol/rows.ts";

/** A row flashes at most this often. */
const pauseMs = 1_000;
const holdMs = 1_500;
const fadeMs = 1_000;

/** Shows what others changed: the cell strongly, its row faintly, for a moment; rows that arrived faintly. Moves nothing. */
export class Flash {
  readonly #root: HTMLElement;
  readonly #last = new Map<RowKey, number>();

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** @param columnAt id of a column by its index; undefined where it is not shown. @param isOwn was the cell changed here? */
  show(
    frame: Frame,
    columnAt: (index: number) => string | undefined,
    isOwn: (key: RowKey, column: string) => boolean,
  ): void {
    const now = performance.now();
    for (const [key, columns] of frame.changed) {
      const ids = [...columns].map(columnAt).filter((id): id is string => id !== undefined && !isOwn(key, id));
      if (ids.length === 0 || !this.#mayFlash(key, now)) continue;
      const row = this.#row(key);
      if (row === null) continue;
      paint(row, "var(--rx-flash-row)", true);
      for (const id of ids) {
        const cell = row.querySelector<HTMLElement>(`[col-id="${CSS.escape(id)}"]`);
        if (cell !== null) paint(cell, "var(--rx-flash-cell)", false);
      }
    }
    for (const key of frame.arrived) {
      const row = this.#mayFlash(key, now) ? this.#row(key) : null;
      if (row !== null) paint(row, "var(--rx-flash-row)", true);
    }
    if (this.#last.size > 1_000) this.#last.clear();
  }

  #mayFlash(key: RowKey, now: number): boolean {
    if (now - (this.#last.get(key) ?? Number.NEGATIVE_INFINITY) < pauseMs) return false;
    this.#last.set(key, now);
    return true;
  }

  #row(key: RowKey): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`.ag-row[row-id="${key}"]`);
  }
}

function paint(element: HTMLElement, color: string, isRow: boolean): void {
  const on = { backgroundColor: color, ...(isRow ? { boxShadow: "inset 2px 0 0 var(--rx-warn-dot)" } : {}) };
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const duration = holdMs + (isStill ? 0 : fadeMs);
  element.animate([on, { ...on, offset: holdMs / duration }, ...(isStill ? [] : [{}])], { duration });
}
