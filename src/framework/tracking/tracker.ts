// In place: the State's own objects are what the handler changes; a proxy before each container notes what happened to it.
// Nothing is copied, and a row that is held over an `await` or a flush stays the row it is.
import { RxError } from "../../errors/rx-error.ts";
import { ArrayNode } from "./array-node.ts";
import type { ArrayLog, ChangeLog, ObjectLog } from "./change-log.ts";
import { kindOf } from "./kind-of.ts";
import { ObjectNode } from "./object-node.ts";
import { rawOf } from "./raw-of.ts";
import { readOnlyView } from "./read-only-view.ts";
import { SmallMap } from "./small-map.ts";
import type { Key, TrackedNode } from "./tracked-node.ts";
import { UndoLog } from "./undo-log.ts";

interface SeenDate {
  readonly node: TrackedNode;
  readonly key: Key;
  time: number;
}

/** Follows the changes of one State. */
export class Tracker {
  readonly undo = new UndoLog();
  /** Changes since the last flush, by container. */
  readonly pending = new SmallMap<object, ChangeLog>();
  /** Root vars that were set since the last flush: they are sent whole. */
  readonly vars = new SmallMap<string, true>();
  /** Names that the getter which runs now has read; then nothing may be written. */
  reads: Set<string> | undefined;
  /** Name of the State while nothing may be written: no event runs. */
  locked: string | undefined;
  /** Looks for objects that hang in two places, and hands getters what they cannot change. */
  isStrict = false;
  /** Is what is changed remembered, for a roll-back? */
  isRecording = false;
  #nodes = new WeakMap<object, TrackedNode>();
  #dates: Map<Date, SeenDate> | undefined;
  #versions: Map<string, number> | undefined;
  #clock = 0;
  /** Containers that came in while strict: each may hang in one place only. */
  readonly attached = new Set<TrackedNode>();

  /** Grows with every change of a State's vars. */
  get clock(): number {
    return this.#clock;
  }

  /** When a var was changed last. */
  versionOf(name: string): number {
    return this.#versions?.get(name) ?? 0;
  }

  /** A var was changed, whatever is inside it. */
  touch(name: string): void {
    (this.#versions ??= new Map()).set(name, ++this.#clock);
  }

  /** Names of the vars that were changed after this time of the clock. */
  touchedSince(clock: number): readonly string[] {
    return [...(this.#versions ?? [])].filter(([, version]) => version > clock).map(([name]) => name);
  }

  /**
   * Something inside a container is about to change: throws where that is not allowed.
   *
   * @returns whether it never leaves the server: then it may hold anything.
   */
  changing(node: TrackedNode): boolean {
    this.checkWritable();
    const name = node.rootName();
    if (name !== undefined) this.touch(name);
    for (const edge of node.otherEdges) {
      const other = edge.parent.isRoot ? String(edge.key) : edge.parent.rootName();
      if (other !== undefined) this.touch(other);
    }
    return name?.startsWith("_") === true;
  }

  checkWritable(): void {
    if (this.reads !== undefined) throw new RxError("STATE_GETTER_WRITES");
    if (this.locked !== undefined) throw new RxError("STATE_WRITE_OUTSIDE", { state: this.locked });
  }

  objectLog(node: TrackedNode): ObjectLog {
    const log = this.pending.get(node.raw);
    if (log?.type === "object") return log;
    const made: ObjectLog = { type: "object", node, keys: new Set() };
    this.pending.set(node.raw, made);
    return made;
  }

  arrayLog(node: TrackedNode): ArrayLog {
    const log = this.pending.get(node.raw);
    if (log?.type === "array") return log;
    const made: ArrayLog = { type: "array", node, ops: [], fresh: undefined, isWhole: false };
    this.pending.set(node.raw, made);
    return made;
  }

  /** What a read hands out: a proxy for what is followed, anything else as it is. */
  read(value: object, parent: TrackedNode, key: Key): unknown {
    if (this.reads !== undefined) return this.isStrict ? readOnlyView(value) : value;
    const known = this.#nodes.get(value);
    if (known !== undefined) {
      known.met(parent, key);
      return known.proxy;
    }
    const kind = kindOf(value);
    if (kind === "opaque") return value;
    if (kind === "date") {
      if (value instanceof Date) this.#see(value, parent, key);
      return value;
    }
    return this.#createNode(value, parent, key).proxy;
  }

  /** The proxy of a container that was taken out, should it come back. */
  proxyOf(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    const known = this.#nodes.get(value);
    if (known !== undefined) return known.proxy;
    const kind = kindOf(value);
    return kind === "object" || kind === "array" ? this.#createNode(value, undefined, "").proxy : value;
  }

  /**
   * What is put into the State: without our proxies, wherever in it they are, and known as hanging here.
   *
   * @param isPrivate it never leaves the server: then it may hold anything.
   */
  adopt(value: unknown, parent: TrackedNode, key: Key, isPrivate = false): unknown {
    if (typeof value !== "object" || value === null) return value;
    const raw = rawOf(value);
    const hasKnown = this.#clean(raw, isPrivate, 0);
    if (hasKnown || this.isStrict) this.#link(raw, parent, key);
    return raw;
  }

  /** Notes Dates that were changed in place since they were read. */
  findChangedDates(): void {
    if (this.#dates === undefined) return;
    for (const [date, seen] of this.#dates) {
      const time = date.getTime();
      if (Object.is(time, seen.time)) continue;
      seen.time = time;
      const key = seen.node.keyOf(date, seen.key);
      if (key !== undefined) seen.node.dateChanged(key, date);
    }
  }

  /** The event is over: what was seen is forgotten. */
  settle(): void {
    this.#dates = undefined;
    this.undo.clear();
    this.isRecording = false;
  }

  /** The tab is quiet: its proxies go. One that is still held stays right, since places are looked up from it upwards. */
  idle(): void {
    this.#nodes = new WeakMap();
  }

  #see(date: Date, node: TrackedNode, key: Key): void {
    this.#dates ??= new Map();
    if (!this.#dates.has(date)) this.#dates.set(date, { node, key, time: date.getTime() });
    if (this.isRecording) this.undo.reading(date);
  }

  #createNode(raw: object, parent: TrackedNode | undefined, key: Key): TrackedNode {
    const node = Array.isArray(raw) ? new ArrayNode(this, raw, parent, key) : new ObjectNode(this, raw, parent, key);
    this.#nodes.set(raw, node);
    return node;
  }

  /** Takes our proxies out of a value, in place. Returns whether it holds anything that is followed already. */
  #clean(raw: object, isPrivate: boolean, depth: number): boolean {
    if (this.#nodes.has(raw)) return true;
    if (depth > 500) throw new RxError("VALUE_NOT_SENDABLE", { found: "one that contains itself" });
    const kind = kindOf(raw);
    if (kind === "opaque" && !isPrivate) refuseUntracked(raw);
    if (kind !== "object" && kind !== "array") return false;
    let hasKnown = false;
    const keys = Object.keys(raw);
    for (const key of keys) {
      const child: unknown = Reflect.get(raw, key);
      if (typeof child !== "object" || child === null) continue;
      const rawChild = rawOf(child);
      if (rawChild !== child) Reflect.set(raw, key, rawChild);
      if (this.#clean(rawChild, isPrivate, depth + 1) || rawChild !== child) hasKnown = true;
    }
    return hasKnown;
  }

  #link(raw: object, parent: TrackedNode, key: Key): void {
    const kind = kindOf(raw);
    if (kind !== "object" && kind !== "array") return;
    let node = this.#nodes.get(raw);
    const isKnown = node !== undefined;
    if (node === undefined) node = this.#createNode(raw, parent, key);
    else node.met(parent, key);
    if (this.isStrict) this.attached.add(node);
    if (isKnown) return;
    for (const name of Object.keys(raw)) {
      const child: unknown = Reflect.get(raw, name);
      if (typeof child === "object" && child !== null) this.#link(child, node, kind === "array" ? Number(name) : name);
    }
  }
}

function refuseUntracked(value: object): void {
  if (value instanceof Map || value instanceof Set || value instanceof WeakMap || value instanceof WeakSet) {
    throw new RxError("STATE_VALUE_UNTRACKED", { found: `a ${value.constructor.name}` });
  }
}
