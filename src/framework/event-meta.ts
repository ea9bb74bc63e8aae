import type { EventContext, EventKind } from "./types/server-event.ts";
import type { Schema } from "./types/schema.ts";
import { validate } from "./validate.ts";

const metaKey = Symbol("rowx.event");

/** What an event is at run time. */
export class EventMeta {
  readonly kind: EventKind;
  readonly schema: Schema | undefined;
  readonly #handler: (...args: unknown[]) => unknown;
  /** The tab whose running event is the context of a call on the server. */
  owner: { context(): EventContext } | undefined;

  constructor(kind: EventKind, schema: Schema | undefined, handler: (...args: unknown[]) => unknown) {
    this.kind = kind;
    this.schema = schema;
    this.#handler = handler;
  }

  /** Calls it on the server: as part of the event that runs. */
  call(input: unknown): unknown {
    return this.run(input, this.owner?.context() ?? alone);
  }

  /** Checks the input and runs the handler; synchronous where both are. */
  run(input: unknown, context: EventContext): unknown {
    if (this.schema === undefined) return this.#handler(context);
    const output = validate(this.schema, input);
    return output instanceof Promise
      ? output.then((checked) => this.#handler(checked, context))
      : this.#handler(output, context);
  }
}

const alone: EventContext = { key: "", signal: new AbortController().signal };

/** Makes a function an event. */
export function markEvent(fn: object, meta: EventMeta): void {
  Object.defineProperty(fn, metaKey, { value: meta });
}

/** The event that a value is; undefined for anything else. */
export function eventMetaOf(value: unknown): EventMeta | undefined {
  if (typeof value !== "function") return undefined;
  const meta: unknown = Reflect.get(value, metaKey);
  return meta instanceof EventMeta ? meta : undefined;
}
