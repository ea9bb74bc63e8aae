// One table, without React: its view of the rows, what is sorted, filtered, searched, selected and edited. Components
// read it through useTable and draw what they read.
import type { Client } from "../../client/client.ts";
import { Listeners } from "../../client/listeners.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import { systemClock } from "../../client/system-clock.ts";
import { RowsView } from "../../client/rows/rows-view.ts";
import type { Frame } from "../../client/rows/viewport.ts";
import type { ViewRow } from "../../client/rows/view-row.ts";
import type { ViewState } from "../../client/rows/view-state.ts";
import type { ColumnDescription, RowKey, Sort } from "../../protocol/rows.ts";
import type { DataTableProps } from "./data-table-props.ts";
import { CellEdits, type CellPlace } from "./edit/cell-edits.ts";
import { toFilter, withCondition, type Condition } from "./filters/filter-model.ts";
import { GridViewport } from "./grid/grid-viewport.ts";
import { Selection } from "./selection.ts";

/** One table on screen. */
export class Table {
  readonly client: Client;
  readonly viewport = new GridViewport();
  readonly selection = new Selection();
  readonly edits: CellEdits;
  readonly view: RowsView;
  readonly #changed = new Listeners<[]>();
  readonly #drawn = new Listeners<[Frame, ReadonlySet<string>]>();
  #ref: RowsRef;
  #shownRef: RowsRef;
  #conditions: readonly Condition[] = [];
  #sort: Sort = [];
  #search = "";
  #frame: Frame | undefined;
  #told: Pick<DataTableProps, "onSelect" | "onOpen"> = { onSelect: undefined, onOpen: undefined };
  #looks: NonNullable<DataTableProps["columns"]> = {};
  /** Of the rows that were edited. */
  readonly #identities = new Map<RowKey, string>();
  /** Column whose filter is to be opened, by its header's menu. */
  filterFor: string | undefined;

  constructor(client: Client, ref: RowsRef) {
    this.client = client;
    this.#ref = this.#shownRef = ref;
    this.edits = new CellEdits(({ key, col, v, was }) => this.#send(key, col, v, was), systemClock);
    this.viewport.own({
      scrolled: () => this.view.scrolled(),
      released: () => this.view.released(),
      resized: () => this.view.resized(),
      editorKey: () => this.edits.editor?.key,
      drawn: (frame) => this.#draw(frame),
    });
    this.view = new RowsView({
      viewport: this.viewport,
      clock: systemClock,
      open: (listener) => client.rows.open(ref.state, ref.name, listener),
    });
    this.view.onChange(() => this.#bump());
    this.view.onLost(() => this.#lose());
    this.edits.onChange(() => {
      this.#bump();
      this.view.released();
    });
    this.selection.onChange(() => this.#bump());
  }

  /** Calls back when anything of it changes. */
  readonly subscribe = (callback: () => void): (() => void) => this.#changed.add(callback);

  get state(): ViewState {
    return this.view.state;
  }

  get ref(): RowsRef {
    return this.#ref;
  }

  /** Columns of the rows that are shown. */
  get columns(): readonly ColumnDescription[] {
    return this.#shownRef.columns;
  }

  get conditions(): readonly Condition[] {
    return this.#conditions;
  }

  /** The sort that is asked for; `state.applied.sort` is the one that is shown. */
  get sort(): Sort {
    return this.#sort;
  }

  get search(): string {
    return this.#search;
  }

  /** What the page does when a row is clicked, and when it is opened. */
  get told(): Pick<DataTableProps, "onSelect" | "onOpen"> {
    return this.#told;
  }

  /** How the app shows columns. */
  get looks(): NonNullable<DataTableProps["columns"]> {
    return this.#looks;
  }

  setLooks(looks: NonNullable<DataTableProps["columns"]>): void {
    this.#looks = looks;
  }

  tell(told: Pick<DataTableProps, "onSelect" | "onOpen">): void {
    this.#told = told;
  }

  get rows(): readonly ViewRow[] {
    return this.#frame?.rows ?? [];
  }

  column(name: string): ColumnDescription | undefined {
    return this.columns.find((column) => column.name === name);
  }

  row(key: RowKey): ViewRow | undefined {
    return this.rows.find((row) => row.key === key);
  }

  cell(row: ViewRow, name: string): unknown {
    return row.cells[this.columns.findIndex((column) => column.name === name)];
  }

  /** The rows var's handle is another one: its query changed. The server pages the view by itself. */
  setRef(ref: RowsRef): void {
    if (ref.r !== this.#ref.r) this.selection.endEverything();
    this.#ref = ref;
    this.#chooseColumns();
  }

  setSort(sort: Sort): void {
    this.#sort = sort;
    this.#ask(false);
  }

  setSearch(search: string): void {
    if (search === this.#search) return;
    this.#search = search;
    this.#ask();
  }

  setCondition(condition: Condition): void {
    this.#conditions = withCondition(this.#conditions, condition);
    this.#ask();
  }

  removeCondition(column: string): void {
    this.#conditions = this.#conditions.filter(({ col }) => col !== column);
    this.#ask();
  }

  clearConditions(): void {
    this.#conditions = [];
    this.#search = "";
    this.#ask();
  }

  /** Opens the filter of a column, or closes it. */
  openFilter(column: string | undefined): void {
    this.filterFor = column;
    this.#bump();
  }

  /** Called with each frame that was drawn, and the cells (`key column`) that were being edited here until then. */
  onDrawn(callback: (frame: Frame, own: ReadonlySet<string>) => void): () => void {
    return this.#drawn.add(callback);
  }

  /** Goes to the first row. */
  toTop(): void {
    this.viewport.scrollTo(0);
  }

  /** Puts the focus on the first or last row of all, as soon as it is loaded. */
  focusWhenThere(where: "first" | "last", column: string): void {
    const isThere = (): boolean => {
      const { range, total } = this.state;
      if (where === "first") return range?.first === 0;
      return total !== undefined && range !== undefined && range.last >= total.count - 1;
    };
    const go = (): void => {
      const { top, rows } = this.#frame ?? { top: 0, rows: [] };
      this.viewport.focus.set((top > 0 ? 1 : 0) + (where === "first" ? 0 : rows.length - 1), column);
    };
    if (isThere()) {
      go();
      return;
    }
    const stop = this.#changed.add(() => {
      if (!isThere()) return;
      stop();
      go();
    });
  }

  /** Brings a row into view: scrolls to it where it is loaded, else asks for its place. Nothing moves where it is in view. */
  show(key: RowKey): void {
    const index = this.rows.findIndex((row) => row.key === key);
    if (index === -1) {
      this.view.goTo(key);
      return;
    }
    const rowHeight = this.viewport.rowHeight();
    const top = (this.#frame?.top ?? 0) + index * rowHeight;
    const [from, height] = [this.viewport.scrollTop(), this.viewport.height()];
    if (top < from) this.viewport.scrollTo(top);
    else if (top + rowHeight > from + height) this.viewport.scrollTo(top + rowHeight - height);
  }

  /** The focus goes to a cell that is shown; nothing scrolls. */
  focusCell({ key, col }: CellPlace): void {
    const index = this.rows.findIndex((row) => row.key === key);
    if (index !== -1) this.viewport.focusAt((this.#frame?.top ?? 0) > 0 ? index + 1 : index, col);
  }

  /** The focus goes to a row that is shown, to the column where it was. */
  focusRow(key: RowKey): void {
    const col = this.viewport.focus.columnId ?? this.columns[0]?.name;
    if (col !== undefined) this.focusCell({ key, col });
  }

  /** Opens the editor of a cell, where it has one. */
  edit(place: CellPlace, text?: string): boolean {
    const row = this.row(place.key);
    const column = this.column(place.col);
    if (row === undefined || column?.edit !== true || !this.#ref.keyed) return false;
    this.#identities.set(row.key, this.#identity(row));
    return this.edits.open(place, this.cell(row, place.col), text);
  }

  close(): void {
    this.view.close();
  }

  #ask(isForOthers = true): void {
    if (isForOthers) this.selection.endEverything();
    this.#bump();
    this.view.setQuery({ sort: this.#sort, filter: toFilter(this.#conditions), search: this.#search });
  }

  #send(key: RowKey, col: string, v: unknown, was: unknown): ReturnType<Client["edit"]> {
    const row = this.row(key);
    if (row !== undefined) this.#identities.set(key, this.#identity(row));
    return this.client.edit({ view: this.view.view ?? 0, key, col, v, was });
  }

  #draw(frame: Frame): void {
    const before = new Map(this.rows.map((row) => [row.key, row]));
    const own = this.edits.places();
    this.#frame = frame;
    this.#chooseColumns();
    for (const row of frame.rows) if ((before.get(row.key) ?? row) !== row) this.edits.rowChanged(row.key);
    this.#find();
    this.#drawn.call(frame, own);
  }

  /** Old rows keep the columns of the query that they came from. */
  #chooseColumns(): void {
    const { r } = this.view.state;
    if (r === undefined || this.#ref.r === r || sameColumns(this.#ref.columns, this.#shownRef.columns)) {
      this.#shownRef = this.#ref;
    }
    this.#bump();
  }

  /** The session was lost, and with it the numbers of the rows: edits look for their rows again, by what is in them. */
  #lose(): void {
    this.edits.lose((key) => this.#identities.get(key));
    this.#identities.clear();
    this.selection.clear();
  }

  #find(): void {
    if (!this.edits.hasLost || !this.view.keysLive) return;
    const keys = new Map(this.rows.map((row) => [this.#identity(row), row.key]));
    this.edits.find((identity) => keys.get(identity));
  }

  /** What tells a row from others beyond a session: its key columns, or all that is shown of it. */
  #identity(row: ViewRow): string {
    const keys = this.columns.flatMap(({ kind }, index) =>
      kind === "id" || kind === "uuid" ? [row.cells[index]] : [],
    );
    return JSON.stringify(keys.length > 0 ? keys : row.cells);
  }

  #bump(): void {
    this.#changed.call();
  }
}

function sameColumns(a: readonly ColumnDescription[], b: readonly ColumnDescription[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
