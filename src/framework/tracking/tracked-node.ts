import { RxError } from "../../errors/rx-error.ts";
import { rememberRaw } from "./raw-of.ts";
import type { Tracker } from "./tracker.ts";

/** A key in an object, an index in an array. */
export type Key = string | number;

/** Where a container hangs. The key of an array is a hint: elements move. */
export interface Edge {
  readonly parent: TrackedNode;
  key: Key;
}

/** A way from the State's root to a container, and whether all of it is sent anew anyway. */
export interface Place {
  readonly path: Key[];
  readonly isFresh: boolean;
}

const maxDepth = 500;

/**
 * A container of a State as its proxy's handler knows it: what it is and where it hangs. Traps are methods of the
 * subclasses, so that a node costs no closures.
 */
export abstract class TrackedNode {
  readonly tracker: Tracker;
  readonly raw: object;
  readonly proxy: object;
  parent: TrackedNode | undefined;
  key: Key;
  /** Other places: an object that moves hangs in two for a moment. */
  #others: Edge[] | undefined;

  constructor(tracker: Tracker, raw: object, parent: TrackedNode | undefined, key: Key) {
    this.tracker = tracker;
    this.raw = raw;
    this.parent = parent;
    this.key = key;
    this.proxy = new Proxy(raw, this.handler());
    rememberRaw(this.proxy, raw);
  }

  /** The proxy's handler: the node itself, of which the compiler wants to be told. */
  protected abstract handler(): ProxyHandler<object>;

  /** Is `child` still at this key of mine? The key under which it is, if at all. */
  abstract keyOf(child: object, hint: Key): Key | undefined;

  /** Was what hangs at this key put there since the last flush? Then it is sent whole. */
  abstract isFreshAt(key: Key, child: object): boolean;

  /** A Date that hangs here was changed in place. */
  abstract dateChanged(key: Key, date: Date): void;

  /** It was met here. */
  met(parent: TrackedNode, key: Key): void {
    if (this.parent === parent && this.key === key) return;
    this.#addEdge(parent, key);
  }

  #addEdge(parent: TrackedNode, key: Key): void {
    const old: Edge | undefined = this.parent === undefined ? undefined : { parent: this.parent, key: this.key };
    this.parent = parent;
    this.key = key;
    if (old === undefined) return;
    const edges = [old, ...(this.#others ?? [])].filter((edge) => {
      const key = edge.parent.keyOf(this.raw, edge.key);
      return key !== undefined && !(edge.parent === parent && (key === this.key || Array.isArray(parent.raw)));
    });
    this.#others = edges.length === 0 ? undefined : edges;
  }

  /** Name of the var that this hangs under; undefined where it hangs nowhere. */
  rootName(depth = 0): string | undefined {
    if (this.parent === undefined) return undefined;
    if (this.parent.isRoot) return String(this.key);
    if (depth > maxDepth) throw tooDeep();
    return this.parent.rootName(depth + 1);
  }

  /** The State itself? */
  get isRoot(): boolean {
    return false;
  }

  /** Every place where it hangs now; none where it was taken out. */
  places(depth = 0): readonly Place[] {
    if (this.isRoot) return [{ path: [], isFresh: false }];
    if (this.parent === undefined) return [];
    if (depth > maxDepth) throw tooDeep();
    const own = placesVia(this.raw, this.parent, this.key, depth);
    if (this.#others === undefined) return own;
    return [...own, ...this.#others.flatMap((edge) => placesVia(this.raw, edge.parent, edge.key, depth))];
  }

  /** Other places than the first. */
  get otherEdges(): readonly Edge[] {
    return this.#others ?? [];
  }
}

function placesVia(raw: object, parent: TrackedNode, hint: Key, depth: number): readonly Place[] {
  const key = parent.keyOf(raw, hint);
  if (key === undefined) return [];
  const isFresh = parent.isFreshAt(key, raw);
  const places = parent.places(depth + 1);
  for (const place of places) place.path.push(key);
  if (!isFresh) return places;
  return places.map(({ path }) => ({ path, isFresh: true }));
}

function tooDeep(): RxError {
  return new RxError("VALUE_NOT_SENDABLE", { found: `one that contains itself, or is deeper than ${maxDepth}` });
}
