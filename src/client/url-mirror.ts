// url vars in the address bar. Typing replaces the step in the history, all else makes one, so that back takes back a
// choice and not a letter. A value that the server gave to an address without the key is the default and is not written.
import { encodeValue } from "../protocol/values.ts";
import type { StateShape } from "../protocol/delta.ts";
import type { AddressPort } from "./ports.ts";

/** Where a url var's value is read. */
export type ReadVar = (state: string, name: string) => unknown;

/** The url vars of the page that is shown. */
export class UrlMirror {
  readonly #address: AddressPort;
  readonly #read: ReadVar;
  readonly #keys = new Map<string, Readonly<Record<string, string>>>();
  readonly #defaults = new Map<string, string | undefined>();

  constructor(address: AddressPort, read: ReadVar) {
    this.#address = address;
    this.#read = read;
  }

  /** Learns which vars of a State are mirrored. */
  learn(shapes: Readonly<Record<string, StateShape>>): void {
    for (const [state, shape] of Object.entries(shapes)) this.#keys.set(state, shape.url ?? {});
  }

  /** A page was opened with this query: values of keys that it does not have are defaults. */
  opened(query: Readonly<Record<string, string>>): void {
    for (const [state, keys] of this.#keys) {
      for (const [name, key] of Object.entries(keys)) {
        if (!Object.hasOwn(query, key)) this.#defaults.set(key, written(this.#read(state, name)));
      }
    }
  }

  /** Vars changed: writes those that are mirrored; the new query, or undefined where nothing was to be written. */
  changed(
    touched: ReadonlyMap<string, ReadonlySet<string>>,
    how: "push" | "replace",
  ): Readonly<Record<string, string>> | undefined {
    const before = this.#address.query();
    const after: Record<string, string> = { ...before };
    for (const [state, names] of touched) {
      for (const [name, key] of Object.entries(this.#keys.get(state) ?? {})) {
        if (!names.has(name)) continue;
        const text = written(this.#read(state, name));
        const isDefault = this.#defaults.has(key) && this.#defaults.get(key) === text;
        if (text === undefined || isDefault) delete after[key];
        else after[key] = text;
      }
    }
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    if ([...keys].every((key) => before[key] === after[key])) return undefined;
    this.#address.writeQuery(after, how);
    return after;
  }
}

function written(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
  return JSON.stringify(encodeValue(value));
}
