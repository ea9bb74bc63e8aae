import { isSpacer } from "./grid-row.ts";
import type { Table } from "../table.ts";

/**
 * Writes on the rows what the grid does not know: their place in the whole list, which of them are selected, which are
 * held though they left. The grid would count the loaded rows only.
 */
export function writeRowAttributes(root: HTMLElement, table: Table): void {
  const { total } = table.state;
  const grid = root.querySelector("[role=grid], [role=treegrid]");
  grid?.setAttribute("aria-rowcount", total?.is === "exact" ? String(total.count + 1) : "-1");
  grid?.setAttribute("aria-multiselectable", "true");
  const rows = new Map(table.rows.filter((row) => !isSpacer(row)).map((row) => [String(row.key), row]));
  for (const element of root.querySelectorAll<HTMLElement>(".ag-row[row-id]")) {
    const row = rows.get(element.getAttribute("row-id") ?? "");
    if (row === undefined) continue;
    set(element, "aria-rowindex", String(table.view.indexOf(row.key) + 2));
    set(element, "aria-selected", String(table.selection.has(row.key)));
    if (row.mark === undefined) element.removeAttribute("data-mark");
    else set(element, "data-mark", row.mark);
  }
}

function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
