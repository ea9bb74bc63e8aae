// What happened to one container since the last flush. Kept by the container itself, not by its place: places are looked
// up when a flush writes the patches.
import type { TrackedNode } from "./tracked-node.ts";

/** Keys of an object that were set or deleted. */
export interface ObjectLog {
  readonly type: "object";
  readonly node: TrackedNode;
  readonly keys: Set<string>;
}

/** One change of an array, in order. */
export type ArrayOp =
  | { readonly type: "set"; readonly index: number; value: unknown }
  | { readonly type: "splice"; readonly start: number; readonly deleted: number; readonly items: unknown[] }
  | { readonly type: "reorder"; readonly runs: readonly number[] };

/** Changes of an array. */
export interface ArrayLog {
  readonly type: "array";
  readonly node: TrackedNode;
  ops: ArrayOp[];
  /** Elements that came in this time, once somebody has asked: they are sent whole, so nothing inside them is sent again. */
  fresh: ReadonlySet<unknown> | undefined;
  /** So many changes that the array is sent whole. */
  isWhole: boolean;
}

/** Changes of one container. */
export type ChangeLog = ObjectLog | ArrayLog;

/** Adds a change to an array's log: pushes that follow each other and repeated sets become one. */
export function addArrayOp(log: ArrayLog, op: ArrayOp, length: number): void {
  if (log.isWhole) return;
  log.fresh = undefined;
  const last = log.ops.at(-1);
  if (op.type === "set" && last?.type === "set" && last.index === op.index) last.value = op.value;
  else if (op.type === "splice" && isNextPush(last, op)) for (const item of op.items) last.items.push(item);
  else log.ops.push(op);
  if (log.ops.length > Math.max(16, length)) {
    log.isWhole = true;
    log.ops = [];
  }
}

/** Did this element come in since the last flush? */
export function isFreshIn(log: ArrayLog, item: unknown): boolean {
  if (log.isWhole) return true;
  log.fresh ??= new Set(
    log.ops.flatMap((op) => (op.type === "set" ? [op.value] : op.type === "splice" ? op.items : [])),
  );
  return log.fresh.has(item);
}

type Splice = Extract<ArrayOp, { type: "splice" }>;

function isNextPush(last: ArrayOp | undefined, op: Splice): last is Splice {
  return last?.type === "splice" && op.deleted === 0 && op.start === last.start + last.items.length;
}
