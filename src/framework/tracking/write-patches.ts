import { RxError } from "../../errors/rx-error.ts";
import type { ArrayLog, ObjectLog } from "./change-log.ts";
import { quoteName } from "../quote-name.ts";
import { isShorter } from "./is-shorter.ts";
import { pathText } from "./path-text.ts";
import { toText } from "./to-text.ts";
import type { Key, TrackedNode } from "./tracked-node.ts";
import type { Tracker } from "./tracker.ts";

/** What changed in one State, as JSON text: whole vars as members of an object, patches in the order in which they are to be applied. */
export interface WrittenChanges {
  readonly vars: string[];
  readonly patches: string[];
}

interface VarPatches {
  readonly name: string;
  readonly texts: { readonly depth: number; readonly text: string }[];
  length: number;
}

/**
 * Writes what changed since the last time and forgets it. Structural changes of a parent come before what is inside it,
 * whose paths are the final ones; what hangs in something that is sent whole is not said twice.
 *
 * @param id of the State, the first part of each path.
 * @param isSent is this var known to the browser?
 */
export function writePatches(
  tracker: Tracker,
  id: string,
  raw: object,
  isSent: (name: string) => boolean,
): WrittenChanges {
  tracker.findChangedDates();
  if (tracker.attached.size > 0) checkTree(tracker);
  const vars: string[] = [];
  const patches: string[] = [];
  const writeVar = (name: string): void => void vars.push(`${quoteName(name)}:${toText(Reflect.get(raw, name))}`);
  for (const name of tracker.vars.keys()) if (isSent(name)) writeVar(name);
  if (tracker.pending.size > 0) {
    for (const { name, texts, length } of patchesByVar(tracker, id, isSent)) {
      if (isShorter(Reflect.get(raw, name), length)) writeVar(name);
      else {
        if (texts.length > 1) texts.sort((a, b) => a.depth - b.depth);
        for (const { text } of texts) patches.push(text);
      }
    }
    tracker.pending.clear();
  }
  tracker.vars.clear();
  return { vars, patches };
}

function patchesByVar(tracker: Tracker, id: string, isSent: (name: string) => boolean): readonly VarPatches[] {
  const byVar: VarPatches[] = [];
  for (const log of tracker.pending.values()) {
    for (const { path, isFresh } of log.node.places()) {
      const name = String(path[0]);
      if (isFresh || !isSent(name)) continue;
      let patches = byVar.find((known) => known.name === name);
      if (patches === undefined) byVar.push((patches = { name, texts: [], length: 0 }));
      for (const text of log.type === "object" ? writeObject(log, id, path) : writeArray(log, id, path)) {
        patches.texts.push({ depth: path.length, text });
        patches.length += text.length + 1;
      }
    }
  }
  return byVar;
}

function writeObject(log: ObjectLog, id: string, path: readonly Key[]): string[] {
  const texts: string[] = [];
  for (const key of log.keys) {
    const at = pathText(id, path, key);
    if (Object.hasOwn(log.node.raw, key)) texts.push(`[0,${at},${toText(Reflect.get(log.node.raw, key))}]`);
    else texts.push(`[2,${at}]`);
  }
  return texts;
}

function writeArray(log: ArrayLog, id: string, path: readonly Key[]): string[] {
  const at = pathText(id, path);
  if (log.isWhole) return [`[0,${at},${toText(log.node.raw)}]`];
  return log.ops.map((op) => {
    switch (op.type) {
      case "set":
        return `[0,${pathText(id, path, op.index)},${toText(op.value)}]`;
      case "splice": {
        const items = op.items.length === 0 ? "" : `,${toText(op.items)}`;
        return `[1,${at},${op.start},${op.deleted}${items}]`;
      }
      case "reorder":
        return `[3,${at},${JSON.stringify(op.runs)}]`;
    }
  });
}

function checkTree(tracker: Tracker): void {
  for (const node of tracker.attached) {
    const [first, second] = node.places();
    if (first !== undefined && second !== undefined) {
      throw new RxError("STATE_NOT_A_TREE", { first: say(first.path), second: say(second.path) });
    }
    const twice = first === undefined ? undefined : secondIndex(node);
    if (first !== undefined && twice !== undefined) {
      throw new RxError("STATE_NOT_A_TREE", {
        first: say(first.path),
        second: say([...first.path.slice(0, -1), twice]),
      });
    }
  }
  tracker.attached.clear();
}

function secondIndex(node: TrackedNode): number | undefined {
  const list = node.parent?.raw;
  if (!Array.isArray(list)) return undefined;
  const last = list.lastIndexOf(node.raw);
  return last === list.indexOf(node.raw) ? undefined : last;
}

function say(path: readonly Key[]): string {
  return path.map((key, depth) => (typeof key === "number" ? `[${key}]` : depth === 0 ? key : `.${key}`)).join("");
}
