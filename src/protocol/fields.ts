import { RxError } from "../errors/rx-error.ts";

/** Reads the fields of an object that came from outside, each as the kind that it must have; all else is BAD_MESSAGE. */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #of: string;

  /** @param of what the object is, for the error: "an event", "a window". */
  constructor(json: unknown, of: string) {
    if (!isRecord(json)) throw new RxError("BAD_MESSAGE", { found: `${of} that is no object` });
    this.#fields = json;
    this.#of = of;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  any(name: string): unknown {
    return this.#fields[name];
  }

  /** A string of at most `max` UTF-16 units. */
  text(name: string, max = 256): string {
    const value = this.#fields[name];
    return typeof value === "string" && value.length <= max ? value : this.fail(name, `a text of up to ${max}`);
  }

  whole(name: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.#fields[name];
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max) return value;
    return this.fail(name, `a whole number from ${min} to ${max}`);
  }

  /** An array of at most `max` items, each turned by `read`, which refuses by `fail`. */
  list<T>(name: string, max: number, read: (item: unknown) => T): readonly T[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || value.length > max) return this.fail(name, `a list of up to ${max}`);
    return value.map(read);
  }

  /** An object of strings, or of what else `read` takes. */
  record<T>(name: string, read: (item: unknown) => T): Readonly<Record<string, T>> {
    const value = this.#fields[name];
    if (!isRecord(value)) return this.fail(name, "an object");
    const result: Record<string, T> = {};
    for (const [key, item] of Object.entries(value)) result[key] = read(item);
    return result;
  }

  fail(name: string, expected: string): never {
    throw new RxError("BAD_MESSAGE", { found: `${this.#of} whose ${name} is not ${expected}` });
  }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
