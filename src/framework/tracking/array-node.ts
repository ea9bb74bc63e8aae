import { arrayMethods } from "./array-methods.ts";
import { addArrayOp, isFreshIn, type ArrayOp } from "./change-log.ts";
import { rememberArrayNode } from "./node-of.ts";
import { TrackedNode, type Key } from "./tracked-node.ts";
import type { Tracker } from "./tracker.ts";

/** An array inside a State. Its mutators run on the array itself and are noted as one change each. */
export class ArrayNode extends TrackedNode implements ProxyHandler<unknown[]> {
  readonly items: unknown[];

  constructor(tracker: Tracker, raw: unknown[], parent: TrackedNode | undefined, key: Key) {
    super(tracker, raw, parent, key);
    this.items = raw;
    rememberArrayNode(this.proxy, this);
  }

  protected override handler(): ProxyHandler<object> {
    // The base class made the proxy's target of the array that it was given.
    return this as ProxyHandler<object>;
  }

  override keyOf(child: object, hint: Key): Key | undefined {
    if (typeof hint === "number" && this.items[hint] === child) return hint;
    const index = this.items.indexOf(child);
    return index === -1 ? undefined : index;
  }

  override isFreshAt(_key: Key, child: object): boolean {
    const log = this.tracker.pending.get(this.raw);
    return log?.type === "array" && isFreshIn(log, child);
  }

  override dateChanged(key: Key, date: Date): void {
    this.tracker.changing(this);
    this.note({ type: "set", index: Number(key), value: date });
  }

  get(raw: unknown[], key: string | symbol): unknown {
    const value: unknown = Reflect.get(raw, key);
    if (typeof key === "symbol") return value;
    if (typeof value === "function") return arrayMethods.get(key) ?? value;
    if (typeof value !== "object" || value === null) return value;
    return this.tracker.read(value, this, Number(key));
  }

  set(raw: unknown[], key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol") return Reflect.set(raw, key, value);
    if (key === "length") {
      const length = Number(value);
      if (length <= raw.length) this.splice(length, raw.length - length, []);
      else this.replace(() => void (raw.length = length));
      return true;
    }
    const index = toIndex(key);
    if (index === undefined) return Reflect.set(raw, key, value);
    this.setAt(index, value);
    return true;
  }

  deleteProperty(raw: unknown[], key: string | symbol): boolean {
    const index = typeof key === "string" ? toIndex(key) : undefined;
    if (index === undefined || index >= raw.length) return Reflect.deleteProperty(raw, key);
    this.setAt(index, undefined);
    return true;
  }

  defineProperty(raw: unknown[], key: string | symbol, descriptor: PropertyDescriptor): boolean {
    if (!("value" in descriptor)) return Reflect.defineProperty(raw, key, descriptor);
    return this.set(raw, key, descriptor.value);
  }

  /** Puts a value at an index; one beyond the end leaves a gap, and the array is sent whole. */
  setAt(index: number, value: unknown): void {
    const { items, tracker } = this;
    if (index === items.length) return void this.splice(index, 0, [value]);
    const isPrivate = tracker.changing(this);
    const next = tracker.adopt(value, this, index, isPrivate);
    if (index > items.length) return this.replace(() => void (items[index] = next));
    if (Object.is(items[index], next)) return;
    if (tracker.isRecording) tracker.undo.splicing(items, index, 1, 1);
    items[index] = next;
    this.note({ type: "set", index, value: next });
  }

  /** Takes `deleted` elements out at `start` and puts others in. Returns what was taken out. */
  splice(start: number, deleted: number, added: readonly unknown[]): unknown[] {
    const { items, tracker } = this;
    const isPrivate = tracker.changing(this);
    if (deleted === 0 && added.length === 0) return [];
    const adopted: unknown[] = [];
    for (const item of added) adopted.push(tracker.adopt(item, this, start + adopted.length, isPrivate));
    if (tracker.isRecording) tracker.undo.splicing(items, start, deleted, adopted.length);
    this.note({ type: "splice", start, deleted, items: adopted });
    if (start < items.length) return items.splice(start, deleted, ...adopted);
    // At the end a splice copies the whole array whenever it is full; a push makes room for more.
    for (const item of adopted) items.push(item);
    return [];
  }

  /** Puts the elements into another order: `order[index]` is where the element at `index` was. */
  reorder(order: readonly number[]): void {
    const { items, tracker } = this;
    tracker.changing(this);
    if (order.every((from, index) => from === index)) return;
    if (tracker.isRecording) tracker.undo.replacing(items);
    const before = items.slice();
    for (const [index, from] of order.entries()) items[index] = before[from];
    this.note({ type: "reorder", runs: toRuns(order) });
  }

  /** Changes the array in a way that has no short description. */
  replace(change: () => void): void {
    const { items, tracker } = this;
    tracker.changing(this);
    if (tracker.isRecording) tracker.undo.replacing(items);
    change();
    const log = tracker.arrayLog(this);
    log.isWhole = true;
    log.ops = [];
  }

  note(op: ArrayOp): void {
    addArrayOp(this.tracker.arrayLog(this), op, this.items.length);
  }
}

function toIndex(key: string): number | undefined {
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && String(index) === key ? index : undefined;
}

function toRuns(order: readonly number[]): readonly number[] {
  const runs: number[] = [];
  let start = 0;
  let length = 0;
  for (const from of order) {
    if (length > 0 && from === start + length) length++;
    else {
      if (length > 0) runs.push(start, length);
      start = from;
      length = 1;
    }
  }
  if (length > 0) runs.push(start, length);
  return runs;
}
