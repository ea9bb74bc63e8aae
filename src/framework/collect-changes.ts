import type { Computed, ComputedVar } from "./computed-var.ts";
import { Encoded } from "../protocol/encoded.ts";
import type { StateCore } from "./state-core.ts";
import { quoteName } from "./quote-name.ts";
import { diffComputed } from "./tracking/diff-computed.ts";
import { findDirty } from "./tracking/find-dirty.ts";
import { toText } from "./tracking/to-text.ts";
import { writePatches } from "./tracking/write-patches.ts";

/** What a delta says of one State. */
export interface StateChanges {
  /** Whole vars as members of a JSON object. */
  readonly vars: string[];
  /** Patches as JSON text, in order. */
  readonly patches: string[];
  /** Rows vars that have another query now. */
  readonly newRows: string[];
}

/** What changed in a State since it was last told; from now on it counts as told. */
export function collectChanges(core: StateCore): StateChanges {
  const { tracker, computed } = core;
  tracker.findChangedDates();
  const stale: (ComputedVar & { readonly result: Computed })[] = [];
  for (const [name, getter] of core.visibleGetters) {
    const fresh = computed.fresh(name, getter);
    if (fresh.shownResult !== fresh.result || !isShown(fresh)) stale.push(fresh);
  }
  const dirty = stale.length === 0 ? none : findDirty(tracker);
  const isSent = (name: string): boolean => core.isVisible(name) && typeof Reflect.get(core.raw, name) !== "function";
  const { vars, patches } = writePatches(tracker, core.id, core.raw, isSent);
  const changes: StateChanges = { vars, patches, newRows: [] };
  for (const fresh of stale) addComputed(core, fresh, dirty, changes);
  return changes;
}

/** All that the browser knows of a State; from now on it counts as told. */
export function collectWhole(core: StateCore): StateChanges {
  core.forget();
  core.computed.forgetShown();
  const changes: StateChanges = { vars: [], patches: [], newRows: [] };
  for (const name of core.varNames) addVar(changes, name, toText(Reflect.get(core.raw, name)));
  for (const [name, getter] of core.visibleGetters) {
    addComputed(core, core.computed.fresh(name, getter), none, changes);
  }
  return changes;
}

const none: ReadonlySet<object> = new Set();

function isShown({ result, shown }: ComputedVar & { readonly result: Computed }): boolean {
  return result.type !== "promise" || Object.is(result.value, shown);
}

function addComputed(
  core: StateCore,
  computed: ComputedVar & { readonly result: Computed },
  dirty: ReadonlySet<object>,
  changes: StateChanges,
): void {
  const { name, result } = computed;
  const before = computed.shownResult;
  computed.shownResult = result;
  if (result.type === "rows") return addRows(core, computed, result, before, changes);
  const shown = computed.shown;
  computed.shown = result.value;
  computed.shownRows = undefined;
  if (before === undefined || before.type === "rows") {
    addVar(changes, name, toText(result.value));
    return;
  }
  const diff = diffComputed([core.id, name], shown, result.value, dirty);
  if (diff.type === "whole") addVar(changes, name, diff.text);
  else if (diff.type === "patches") for (const text of diff.texts) changes.patches.push(text);
}

function addRows(
  core: StateCore,
  computed: ComputedVar,
  result: Extract<Computed, { type: "rows" }>,
  before: Computed | undefined,
  changes: StateChanges,
): void {
  const { handle, identity } = result.description;
  const rows = computed.shownRows;
  const isSame = rows?.identity === identity;
  const r = isSame ? rows.r : (core.host?.nextRowsNumber() ?? 0);
  computed.shownRows = { r, identity, value: result.value };
  if (isSame && before?.type === "rows") return;
  if (!isSame && rows !== undefined) changes.newRows.push(computed.name);
  addVar(changes, computed.name, toText(new Encoded({ "~r": r, ...handle })));
}

function addVar(changes: StateChanges, name: string, text: string): void {
  changes.vars.push(`${quoteName(name)}:${text}`);
}
