// Pure: vars before and a delta in, vars after out. What did not change keeps its identity, so that a component that
// shows one row of 10,000 draws that one only. Keys that lead to prototypes are refused, not skipped.
import { RxError } from "../errors/rx-error.ts";
import type { Patch, VarValues } from "../protocol/delta.ts";
import { forbiddenKeys } from "../protocol/reserved-names.ts";

/** What a delta says of vars: whole ones, then patches; `full` where the named States are whole. Values are decoded. */
export interface VarChanges {
  readonly full?: true;
  readonly s?: VarValues;
  readonly p?: readonly Patch[];
}

/** Vars after a delta, and which of them it touched, by State id. */
export interface AppliedDelta {
  readonly vars: VarValues;
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
}

type Key = string | number;
type Container = Record<Key, unknown>;

/**
 * Applies one delta.
 *
 * @throws RxError DELTA_MISFIT where a patch does not fit what is there, or names a forbidden key: ask for a snapshot.
 */
export function applyDelta(before: VarValues, changes: VarChanges): AppliedDelta {
  const touched = new Map<string, Set<string>>();
  const touch = (state: string, name: string): void => {
    const names = touched.get(state);
    if (names === undefined) touched.set(state, new Set([name]));
    else names.add(name);
  };
  const vars: Record<string, Readonly<Record<string, unknown>>> = { ...before };
  for (const [state, values] of Object.entries(changes.s ?? {})) {
    const old = before[state] ?? {};
    for (const name of Object.keys(values)) touch(safe(state), name);
    if (changes.full) for (const name of Object.keys(old)) touch(state, name);
    for (const name of Object.keys(values)) safe(name);
    vars[state] = changes.full ? { ...values } : { ...old, ...values };
  }
  const fresh = new Set<unknown>([vars]);
  for (const patch of changes.p ?? []) {
    const [state, name] = patch[1];
    if (typeof state !== "string" || typeof name !== "string" || vars[state] === undefined) throw misfit(patch);
    patchAt(vars, patch, 0, fresh);
    touch(state, name);
  }
  return { vars, touched };
}

function patchAt(container: unknown, patch: Patch, depth: number, fresh: Set<unknown>): unknown {
  const path = patch[1];
  const key = path[depth];
  if (key === undefined) return change(container, patch, fresh);
  const own = ownCopy(container, patch, fresh);
  safe(key);
  const last = depth === path.length - 1;
  if (last && patch[0] === 0) own[key] = patch[2];
  else if (last && patch[0] === 2) delete own[key];
  else own[key] = patchAt(Object.hasOwn(own, key) ? own[key] : undefined, patch, depth + 1, fresh);
  return own;
}

/** A copy made once for each delta, so that a hundred patches of one list copy it once. */
function ownCopy(container: unknown, patch: Patch, fresh: Set<unknown>): Container {
  if (typeof container !== "object" || container === null) throw misfit(patch);
  const copy = fresh.has(container) ? container : Array.isArray(container) ? container.slice() : { ...container };
  fresh.add(copy);
  // A plain object or an array: both are read and written by key.
  return copy as Container;
}

function change(target: unknown, patch: Patch, fresh: Set<unknown>): unknown {
  switch (patch[0]) {
    case 1: {
      if (!Array.isArray(target)) throw misfit(patch);
      const list: unknown[] = fresh.has(target) ? target : target.slice();
      fresh.add(list);
      const [, , start, deleted, items = []] = patch;
      list.splice(start, deleted, ...items);
      return list;
    }
    case 3: {
      if (!Array.isArray(target)) throw misfit(patch);
      const list = reordered(target, patch[2]);
      fresh.add(list);
      return list;
    }
    case 4:
    case 5: {
      if (!(target instanceof Set)) throw misfit(patch);
      const set = new Set<unknown>(target);
      if (patch[0] === 4) set.add(patch[2]);
      else set.delete(patch[2]);
      return set;
    }
    default:
      throw misfit(patch);
  }
}

function reordered(list: readonly unknown[], runs: readonly number[]): unknown[] {
  const after: unknown[] = [];
  for (let at = 0; at + 1 < runs.length; at += 2) {
    const start = runs[at] ?? 0;
    after.push(...list.slice(start, start + (runs[at + 1] ?? 0)));
  }
  return after;
}

function safe<K extends Key>(key: K): K {
  if (typeof key === "string" && forbiddenKeys.has(key)) throw new RxError("DELTA_MISFIT", { found: `the key ${key}` });
  return key;
}

function misfit(patch: Patch): RxError {
  return new RxError("DELTA_MISFIT", { found: `operation ${patch[0]} at ${patch[1].join(".")}` });
}
