import type { Filter, RowKey } from "../../../protocol/rows.ts";
import { findRow } from "../../CrudPage/find-row.ts";
import { toFilter } from "../filters/filter-model.ts";
import { showToast } from "../../Toast/show-toast.ts";
import type { Table } from "../table.ts";
import type { CellPlace } from "./cell-edits.ts";

/**
 * Goes to an edit that is not saved: its row comes into view, its editor opens with its reason, or its question has the
 * focus. From one of several it goes on to the next. A row that is gone is said to be, with what was typed for it.
 */
export async function goToUnsaved(table: Table): Promise<void> {
  const { unsaved, lostIdentity } = table.edits;
  const place = nextOf(unsaved, table);
  if (place !== undefined) {
    if (await bringIntoView(table, place.key)) open(table, place);
    else giveUp(table, place);
  } else if (lostIdentity !== undefined) {
    const only = onlyRow(table, lostIdentity);
    const key = only && (await findRow(table.client, table.ref, only));
    // When its row is drawn the edit finds it by itself, and opens.
    if (key !== undefined) await bringIntoView(table, key);
  }
}

/** The one after that whose cell has the focus, around again at the end. */
function nextOf(unsaved: readonly CellPlace[], table: Table): CellPlace | undefined {
  const { key, columnId } = table.viewport.focus;
  const here = unsaved.findIndex((place) => place.key === key && place.col === columnId);
  return unsaved[(here + 1) % Math.max(1, unsaved.length)];
}

function open(table: Table, place: CellPlace): void {
  table.focusCell(place);
  // Keys that are pressed on the cell go to its field; a question takes the focus itself.
  if (table.edits.phase(place)?.type === "refused") table.edit(place);
  else document.querySelector<HTMLElement>(".rx-conflict [data-autofocus]")?.focus({ preventScroll: true });
}

function giveUp(table: Table, place: CellPlace): void {
  const phase = table.edits.phase(place);
  // Nobody could be asked: it is looked for again with the next click.
  if (table.state.offline || table.state.error !== undefined || phase === undefined) return;
  table.edits.discard(place);
  const label = table.column(place.col)?.label ?? place.col;
  const typed = "text" in phase && phase.text ? `: ${phase.text}` : ".";
  showToast({ kind: "error", title: "The row is no longer there", message: `Not saved, ${label}${typed}` });
}

/** Brings a row into view; where filters or the search leave it out, they go. False where it is not there. */
async function bringIntoView(table: Table, key: RowKey): Promise<boolean> {
  table.show(key);
  await settled(table, key);
  const isNarrowed = table.conditions.length > 0 || table.search !== "";
  if (table.row(key) === undefined && isNarrowed && !table.state.offline) {
    table.clearConditions();
    table.show(key);
    await settled(table, key);
  }
  return table.row(key) !== undefined;
}

/** Resolves when the row is drawn, or it is known that it is not there. */
function settled(table: Table, key: RowKey): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): boolean => table.row(key) !== undefined || !table.state.busy;
  if (look()) return Promise.resolve();
  const stop = table.subscribe(() => {
    if (!look()) return;
    stop();
    resolve();
  });
  return promise;
}

/** The condition that only the row of an identity meets: the values of its key columns. */
function onlyRow(table: Table, identity: string): Filter | undefined {
  const names = table.columns.flatMap(({ name, kind }) => (kind === "id" || kind === "uuid" ? [name] : []));
  const values: unknown = JSON.parse(identity);
  if (names.length === 0 || !Array.isArray(values)) return undefined;
  return toFilter(names.map((col, at) => ({ col, op: "eq", value: values[at] })));
}
