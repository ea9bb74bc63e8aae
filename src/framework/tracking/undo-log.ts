// Where everything was when the event began. Costs what is changed, never what is there.
import { SmallMap } from "./small-map.ts";

const absent = Symbol("absent");
const minCompactAt = 64;
const none: readonly never[] = [];

interface OldValue {
  readonly raw: object;
  readonly key: string;
  readonly value: unknown;
}

/** Puts `items` back in place of `count` elements at `start`. */
interface Inverse {
  readonly start: number;
  count: number;
  readonly items: readonly unknown[];
}

interface ArrayUndo {
  readonly raw: unknown[];
  readonly inverses: Inverse[];
  whole?: readonly unknown[];
}

/** What leads back to the beginning of an event. */
export class UndoLog {
  /** In the order of the changes; the first of a key is where it was. */
  #values: OldValue[] = [];
  #compactAt = minCompactAt;
  /** Keys of objects in their order, from before the first delete. */
  readonly #orders = new Map<object, readonly string[]>();
  readonly #arrays = new SmallMap<unknown[], ArrayUndo>();
  readonly #dates = new Map<Date, number>();

  /** Before a key is set. */
  setting(raw: object, key: string): void {
    this.#values.push({ raw, key, value: Object.hasOwn(raw, key) ? Reflect.get(raw, key) : absent });
    if (this.#values.length > this.#compactAt) this.#compact();
  }

  /** Before a key is deleted. */
  deleting(raw: object, key: string): void {
    if (!this.#orders.has(raw)) this.#orders.set(raw, Object.keys(raw));
    this.setting(raw, key);
  }

  /** Before `count` elements at `start` give way to `added` others. */
  splicing(raw: unknown[], start: number, count: number, added: number): void {
    const undo = this.#array(raw);
    if (undo.whole !== undefined) return;
    const last = undo.inverses.at(-1);
    if (count === 0 && last?.items.length === 0 && start === last.start + last.count) last.count += added;
    else if (undo.inverses.length >= Math.max(16, raw.length)) this.replacing(raw);
    else undo.inverses.push({ start, count: added, items: count === 0 ? none : raw.slice(start, start + count) });
  }

  /** Before an array is changed in a way that has no short inverse. */
  replacing(raw: unknown[]): void {
    const undo = this.#array(raw);
    if (undo.whole !== undefined) return;
    const before = raw.slice();
    for (const { start, count, items } of undo.inverses.splice(0).toReversed()) putBack(before, start, count, items);
    undo.whole = before;
  }

  /** A Date that is within reach of the handler. */
  reading(date: Date): void {
    if (!this.#dates.has(date)) this.#dates.set(date, date.getTime());
  }

  get isEmpty(): boolean {
    return this.#values.length === 0 && this.#arrays.size === 0 && this.#dates.size === 0;
  }

  /** Puts everything back and forgets it. */
  restore(): void {
    for (const { raw, key, value } of this.#values.toReversed()) {
      if (value === absent) Reflect.deleteProperty(raw, key);
      else Reflect.set(raw, key, value);
    }
    for (const [raw, keys] of this.#orders) restoreOrder(raw, keys);
    for (const undo of this.#arrays.values()) restoreArray(undo);
    for (const [date, time] of this.#dates) if (date.getTime() !== time) date.setTime(time);
    this.clear();
  }

  clear(): void {
    if (this.#values.length > 0) this.#values = [];
    this.#compactAt = minCompactAt;
    if (this.#orders.size > 0) this.#orders.clear();
    this.#arrays.clear();
    if (this.#dates.size > 0) this.#dates.clear();
  }

  /** A loop that sets one key again and again is remembered once. */
  #compact(): void {
    const seen = new Map<object, Set<string>>();
    this.#values = this.#values.filter(({ raw, key }) => {
      const keys = seen.get(raw) ?? new Set();
      if (keys.has(key)) return false;
      seen.set(raw, keys.add(key));
      return true;
    });
    this.#compactAt = Math.max(minCompactAt, this.#values.length * 2);
  }

  #array(raw: unknown[]): ArrayUndo {
    let undo = this.#arrays.get(raw);
    if (undo === undefined) this.#arrays.set(raw, (undo = { raw, inverses: [] }));
    return undo;
  }
}

function restoreOrder(raw: object, keys: readonly string[]): void {
  for (const key of keys) {
    if (!Object.hasOwn(raw, key)) continue;
    const value: unknown = Reflect.get(raw, key);
    Reflect.deleteProperty(raw, key);
    Reflect.set(raw, key, value);
  }
}

function restoreArray(undo: ArrayUndo): void {
  const { raw } = undo;
  if (undo.whole !== undefined) {
    raw.length = 0;
    for (const item of undo.whole) raw.push(item);
    return;
  }
  for (const { start, count, items } of undo.inverses.toReversed()) putBack(raw, start, count, items);
}

function putBack(array: unknown[], start: number, count: number, items: readonly unknown[]): void {
  if (items.length < 10_000) {
    array.splice(start, count, ...items);
    return;
  }
  // More arguments than a call can take.
  const rest = array.slice(start + count);
  array.length = start;
  for (const item of items) array.push(item);
  for (const item of rest) array.push(item);
}
