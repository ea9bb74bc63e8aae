import { EventMeta, markEvent } from "./event-meta.ts";
import type { EventFunction, EventKind, EventMaker } from "./types/server-event.ts";
import type { Schema } from "./types/schema.ts";

/**
 * An event: the only thing that a browser can call; in the class body only. Its input has a schema, which is checked
 * before anything runs, by whoever it is called; without one there is no input. What the handler returns settles the
 * caller's promise; if it throws, nothing was changed.
 *
 * `event.effect` is for effects outside our own databases: it may end `interrupted` where its outcome cannot be known.
 *
 * @example add = event(z.object({ title: z.string() }), async ({ title }, { key, signal }) => { … });
 */
export const event: EventFunction = Object.assign(createMaker("event"), { effect: createMaker("effect") });

function createMaker<Kind extends EventKind>(kind: Kind): EventMaker<Kind> {
  const make = (...args: [Handler] | [Schema, Handler]): unknown => {
    const [schema, handler] = args.length === 1 ? [undefined, args[0]] : args;
    const meta = new EventMeta(kind, schema, handler);
    const call = async (input?: unknown): Promise<unknown> => meta.call(input);
    markEvent(call, meta);
    return call;
  };
  // A builder: the overloads say what the arguments make of the function.
  return make as EventMaker<Kind>;
}

type Handler = (...args: unknown[]) => unknown;
