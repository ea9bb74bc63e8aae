// The keyboard of the table. What the grid does by itself (arrows) stays with it; jumps are ours, since the grid knows
// the loaded rows only and would take a spacer for a row.
import type { GridApi, SuppressKeyboardEventParams } from "ag-grid-community";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import type { Table } from "../table.ts";
import { isSpacer, type GridRow } from "./grid-row.ts";

/** What a key may do beside moving. */
export interface TableKeysOwner {
  open(key: number): void;
  focusSearch(): void;
}

/** Handles a key on a cell; true where the grid is to do nothing. */
export function handleTableKey(
  { event, api, data, column, editing }: SuppressKeyboardEventParams<GridRow>,
  table: Table,
  owner: TableKeysOwner,
): boolean {
  if (data === undefined || isSpacer(data) || event.type !== "keydown" || editing) return true;
  const place = { key: data.key, col: column.getColId() };
  // In an editor all keys are its own.
  const phase = table.edits.phase(place);
  if (phase?.type === "editing") {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(".ag-cell")) return true;
    // The focus is on the cell still: what is typed is meant for its field.
    const field = target.querySelector<HTMLElement>(".rx-editor input, .rx-editor");
    field?.focus({ preventScroll: true });
    // Where the field is not there yet, or has a list of its own, the letter waits in the edit.
    if (!(field instanceof HTMLInputElement) && isLetter(event) && isTypeable(table, place.col)) {
      table.edits.type(`${phase.text ?? ""}${event.key}`);
      event.preventDefault();
    }
    return true;
  }
  const done = (): true => {
    event.preventDefault();
    return true;
  };
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "Enter":
    case "F2":
      if (place.col !== "~select" && change(table, place)) return done();
      if (event.key === "Enter") owner.open(data.key);
      return done();
    case " ":
      if (table.ref.keyed) table.selection.toggle(data.key);
      return done();
    case "Escape":
      table.selection.clear();
      return done();
    case "Home":
      if (jump) goTo(api, table, "first");
      else focusColumn(api, table, 0);
      return done();
    case "End":
      if (jump) goTo(api, table, "last");
      else focusColumn(api, table, -1);
      return done();
    case "ArrowUp":
    case "ArrowDown":
      if (!jump) return false;
      goTo(api, table, event.key === "ArrowUp" ? "first" : "last");
      return done();
    case "PageUp":
    case "PageDown":
      page(api, table, event.key === "PageUp" ? -1 : 1);
      return done();
    case "/":
      owner.focusSearch();
      return done();
    default:
      return typed(event, table, place) ? done() : false;
  }
}

/** Enter on a cell: a check mark changes, all else opens its editor. */
export function change(table: Table, place: { readonly key: number; readonly col: string }): boolean {
  const column = table.column(place.col);
  const row = table.row(place.key);
  if (column?.edit !== true || row === undefined || !table.ref.keyed) return false;
  if (column.kind !== "boolean") return table.edit(place);
  const shown = table.cell(row, place.col);
  const phase = table.edits.phase(place);
  const now = phase?.type === "saving" || phase?.type === "saved" ? phase.cell : shown;
  table.edits.put(place, now !== true, shown);
  return true;
}

const typeable: ReadonlySet<ColumnDescription["kind"]> = new Set([
  "text",
  "longText",
  "integer",
  "bigint",
  "real",
  "decimal",
  // Into the search of its picker.
  "ref",
]);

/** A letter on a cell begins an edit with it. */
function typed(event: KeyboardEvent, table: Table, place: { readonly key: number; readonly col: string }): boolean {
  return isLetter(event) && isTypeable(table, place.col) && table.edit(place, event.key);
}

function isLetter({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;
}

function isTypeable(table: Table, col: string): boolean {
  const kind = table.column(col)?.kind;
  return kind !== undefined && typeable.has(kind);
}

function focusColumn(api: GridApi<GridRow>, table: Table, at: 0 | -1): void {
  const focused = api.getFocusedCell();
  const column = api.getAllDisplayedColumns().at(at);
  if (focused === null || column === undefined) return;
  api.ensureColumnVisible(column);
  table.viewport.focus.set(focused.rowIndex, column.getColId());
}

function page(api: GridApi<GridRow>, table: Table, direction: 1 | -1): void {
  const focused = api.getFocusedCell();
  if (focused === null) return;
  const step = Math.max(1, Math.floor(table.viewport.height() / table.viewport.rowHeight()) - 1);
  let index = focused.rowIndex + direction * step;
  index = Math.max(0, Math.min(index, api.getDisplayedRowCount() - 1));
  const row = api.getDisplayedRowAtIndex(index)?.data;
  if (isSpacer(row)) index -= direction;
  api.ensureIndexVisible(index);
  table.viewport.focus.set(index, focused.column.getColId());
}

/** To the first or last row of all: they may have to be asked for, so the focus follows when they are there. */
function goTo(api: GridApi<GridRow>, table: Table, where: "first" | "last"): void {
  const column = api.getFocusedCell()?.column.getColId();
  api.clearFocusedCell();
  table.viewport.scrollTo(where === "first" ? 0 : table.viewport.contentHeight);
  if (column !== undefined) table.focusWhenThere(where, column);
}
