import type { TrackedNode } from "./tracked-node.ts";
import type { Tracker } from "./tracker.ts";

/** Containers that were changed since the last flush, with all that they hang in. */
export function findDirty(tracker: Tracker): ReadonlySet<object> {
  const dirty = new Set<object>();
  const add = (node: TrackedNode): void => {
    if (dirty.has(node.raw)) return;
    dirty.add(node.raw);
    if (node.parent !== undefined) add(node.parent);
    for (const edge of node.otherEdges) add(edge.parent);
  };
  for (const log of tracker.pending.values()) add(log.node);
  return dirty;
}
