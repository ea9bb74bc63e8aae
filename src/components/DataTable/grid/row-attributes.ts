import type { Table } from "../table.ts";

/**
 * Writes on the rows what the grid does not know: their place in the whole list, which of them are selected, which are
 * held though they left. The grid counts the loaded rows only, and writes that on each row that it draws: ours takes its
 * place before anything is painted.
 */
export class RowAttributes {
  readonly #root: HTMLElement;
  readonly #table: Table;
  readonly #observer: MutationObserver;

  constructor(root: HTMLElement, table: Table) {
    this.#root = root;
    this.#table = table;
    this.#observer = new MutationObserver((records) => {
      for (const { target } of records) if (target instanceof HTMLElement) this.#writeRow(target);
      this.#observer.takeRecords();
    });
    this.#observer.observe(root, { subtree: true, attributeFilter: ["aria-rowindex"] });
  }

  /** Writes them on all rows. */
  write(): void {
    const { total } = this.#table.state;
    const grid = this.#root.querySelector("[role=grid], [role=treegrid]");
    if (grid !== null) {
      set(grid, "aria-rowcount", total?.is === "exact" ? String(total.count + 1) : "-1");
      set(grid, "aria-multiselectable", "true");
    }
    for (const row of this.#root.querySelectorAll<HTMLElement>(".ag-row[row-id]")) this.#writeRow(row);
    this.#observer.takeRecords();
  }

  stop(): void {
    this.#observer.disconnect();
  }

  #writeRow(element: HTMLElement): void {
    const id = element.getAttribute("row-id");
    if (id === null || id.startsWith("~")) return;
    const row = this.#table.row(Number(id));
    if (row === undefined) return;
    set(element, "aria-rowindex", String(this.#table.view.indexOf(row.key) + 2));
    set(element, "aria-selected", String(this.#table.selection.has(row.key)));
    if (row.mark === undefined) element.removeAttribute("data-mark");
    else set(element, "data-mark", row.mark);
  }
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
