// A cell that only shows. Not React: a screen of cells is drawn many times a second while it scrolls, and this is a few
// nodes each. A cell that is edited, or that the app draws, is React.
import type { ICellRendererComp, ICellRendererParams } from "ag-grid-community";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { toneOf } from "../../StatusMark/tone-of.ts";
import { wordOf } from "../../StatusMark/word-of.ts";
import { isSpacer, type GridRow } from "../grid/grid-row.ts";
import type { Table } from "../table.ts";
import { cellText } from "./cell-text.ts";

/** What the grid hands to the cells of a column. */
export interface CellParams {
  readonly table: Table;
  readonly column: ColumnDescription;
}

/** Shows a value by its kind. */
export class DisplayCell implements ICellRendererComp<GridRow> {
  readonly #element = document.createElement("span");
  #drawn: string | undefined;

  init(params: ICellRendererParams<GridRow> & CellParams): void {
    this.#element.className = "rx-cell";
    this.#draw(params);
  }

  getGui(): HTMLElement {
    return this.#element;
  }

  refresh(params: ICellRendererParams<GridRow> & CellParams): boolean {
    this.#draw(params);
    return true;
  }

  #draw({ table, column, data, value }: ICellRendererParams<GridRow> & CellParams): void {
    if (data === undefined || isSpacer(data)) return;
    const phase = table.edits.phase({ key: data.key, col: column.name });
    const isOurs = phase?.type === "saving" || phase?.type === "saved";
    const shown: unknown = isOurs ? phase.cell : value;
    this.#element.toggleAttribute("data-waiting", phase?.type === "saving");
    this.#element.toggleAttribute("data-refused", phase?.type === "refused" || phase?.type === "conflict");
    const text = cellText(column, shown);
    const signature = `${text}\0${String(shown === null)}`;
    if (signature === this.#drawn) return;
    this.#drawn = signature;
    this.#element.replaceChildren(...nodesOf(column, shown, text));
  }
}

function nodesOf(column: ColumnDescription, value: unknown, text: string): readonly (Node | string)[] {
  if (column.kind === "boolean") return [checkMark(value === true, value === null || value === undefined)];
  if (value === null || value === undefined || text === "") return [element("span", "rx-cell-empty", "–")];
  switch (column.kind) {
    case "oneOf":
      return [statusMark(String(value))];
    case "ref":
      return [element("span", "rx-cell-link", text)];
    case "id":
      return [element("span", "rx-cell-id", text)];
    default:
      return [text];
  }
}

/** The same mark as StatusMark, without React. */
function statusMark(value: string): HTMLElement {
  const mark = element("span", "rx-status", "");
  mark.dataset["tone"] = toneOf(value);
  const dot = element("span", "rx-status-dot", "");
  dot.ariaHidden = "true";
  mark.append(dot, wordOf(value));
  return mark;
}

function checkMark(isOn: boolean, isUnknown: boolean): HTMLElement {
  const mark = element("span", isOn ? "rx-cell-check" : "rx-cell-empty", isOn ? "" : "–");
  mark.role = "img";
  mark.ariaLabel = isUnknown ? "Empty" : isOn ? "Yes" : "No";
  return mark;
}

function element(tag: "span", className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
