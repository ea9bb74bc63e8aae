// The keyboard on headers. The grid's own sort is off, so that Enter on a header would do nothing.
import type { SuppressHeaderKeyboardEventParams } from "ag-grid-community";
import { clickSort } from "../sort-model.ts";
import type { Table } from "../table.ts";

/**
 * Enter sorts as a click does, with Shift beside others; Alt+ArrowDown, Shift+F10 and the menu key open the column's menu;
 * on the check box Space selects.
 */
export function handleHeaderKey({ event, column }: SuppressHeaderKeyboardEventParams, table: Table): boolean {
  const done = (): true => {
    event.preventDefault();
    return true;
  };
  const name = column.getUniqueId();
  if (event.key === "Enter") {
    if (table.column(name)?.sort === true) table.setSort(clickSort(table.sort, name, event.shiftKey));
    return done();
  }
  if (opensMenu(event) && event.target instanceof Element) {
    event.target.closest("[role=columnheader]")?.querySelector<HTMLElement>(".rx-header-menu")?.click();
    return done();
  }
  if (event.key === " " && name === "~select") {
    table.selection.toggleAll(table.view.keys);
    return done();
  }
  return false;
}

function opensMenu({ key, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey) || (key === "ArrowDown" && altKey);
}
