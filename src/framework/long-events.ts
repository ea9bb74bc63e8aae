import type { Limits } from "../protocol/limits.ts";
import type { StateRegistry } from "./state-registry.ts";
import { State } from "./state.ts";
import { StateCore } from "./state-core.ts";
import type { Schema } from "./types/schema.ts";

/** Events whose schema says that it takes longer text than a frame usually holds. */
export class LongEvents {
  readonly #registry: StateRegistry;
  readonly #limits: Limits;
  readonly #states = new Map<string, ReadonlySet<string>>();

  constructor(registry: StateRegistry, limits: Limits) {
    this.#registry = registry;
    this.#limits = limits;
  }

  has(state: string, event: string): boolean {
    let events = this.#states.get(state);
    if (events === undefined) {
      if (this.#registry.get(state) === undefined) return false;
      this.#states.set(state, (events = this.#find(state)));
    }
    return events.has(event);
  }

  clear(): void {
    this.#states.clear();
  }

  /** Looks at a State that is made for this alone: schemas are written in the class body. */
  #find(id: string): ReadonlySet<string> {
    const registered = this.#registry.get(id);
    const made: unknown = registered === undefined ? undefined : Reflect.construct(registered.Class, []);
    if (!(made instanceof State)) return new Set();
    const events = [...StateCore.of(made).events];
    return new Set(events.filter(([, { schema }]) => this.#isLong(schema)).map(([name]) => name));
  }

  #isLong(schema: Schema | undefined): boolean {
    const standard: object | undefined = schema?.["~standard"];
    if (standard === undefined || !("jsonSchema" in standard)) return false;
    const { jsonSchema } = standard;
    if (typeof jsonSchema !== "object" || jsonSchema === null || !("input" in jsonSchema)) return false;
    try {
      const { input } = jsonSchema;
      const json: unknown = typeof input === "function" ? input({ target: "draft-2020-12" }) : undefined;
      return hasLongText(json, this.#limits.maxStringBytes);
    } catch {
      // Not every schema can be said as JSON Schema; one that cannot keeps to the small limits.
      return false;
    }
  }
}

function hasLongText(json: unknown, length: number): boolean {
  if (typeof json !== "object" || json === null) return false;
  if ("maxLength" in json && typeof json.maxLength === "number" && json.maxLength > length) return true;
  return Object.values(json).some((part) => hasLongText(part, length));
}
