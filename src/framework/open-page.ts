import { RxError } from "../errors/rx-error.ts";
import type { Numbered } from "../protocol/messages.ts";
import type { PageEntry } from "./page-entry.ts";
import type { SessionStates } from "./session-states.ts";
import type { StateCore } from "./state-core.ts";
import { toText } from "./tracking/to-text.ts";
import type { Schema } from "./types/schema.ts";
import { validate } from "./validate.ts";

type Open = Extract<Numbered, { t: "open" }>;

/** Opens a page: makes its States where they are not there, sets their url vars, runs each `onLoad`, in this order. */
export async function openPage(states: SessionStates, page: PageEntry, message: Open): Promise<void> {
  for (const id of page.states) {
    const { Class } = states.registered(id);
    const params = await read(Class, "params", message.params);
    const query = await read(Class, "query", message.query);
    const core = stateFor(states, id, params);
    await setUrlVars(core, message.query);
    const onLoad: unknown = Reflect.get(core.proxy, "onLoad");
    if (typeof onLoad === "function") {
      await Reflect.apply(onLoad, core.proxy, [{ params: params ?? {}, query: query ?? {} }]);
    }
  }
}

/** One with `static params` is made anew when they change. */
function stateFor(states: SessionStates, id: string, params: unknown): StateCore {
  const known = states.get(id);
  const text = params === undefined ? undefined : toText(params);
  const core = known !== undefined && known.params === text ? known : states.create(id);
  core.params = text;
  return core;
}

/** What the class's static schema makes of a part of the address; undefined where it has none. */
async function read(Class: object, part: "params" | "query", value: unknown): Promise<unknown> {
  const schema: unknown = Reflect.get(Class, part);
  if (!isSchema(schema)) return undefined;
  try {
    return await validate(schema, value);
  } catch (cause) {
    if (!(cause instanceof RxError) || cause.code !== "INPUT_INVALID") throw cause;
    const what = part === "params" ? "an address" : "a query string";
    throw new RxError("PARAMS_INVALID", { what, issues: cause.message }, { cause });
  }
}

async function setUrlVars(core: StateCore, query: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, init] of core.settable) {
    if (init.kind !== "url") continue;
    const text = Object.hasOwn(query, name) ? query[name] : undefined;
    const value = text === undefined ? init.initial : await orInitial(init.schema, text, init.initial);
    Reflect.set(core.proxy, name, value === init.initial ? structuredClone(value) : value);
  }
}

async function orInitial(schema: Schema, text: string, initial: unknown): Promise<unknown> {
  try {
    return await validate(schema, text);
  } catch (thrown) {
    // An address that somebody mended by hand is no reason to refuse the page.
    if (thrown instanceof RxError && thrown.code === "INPUT_INVALID") return initial;
    throw thrown;
  }
}

function isSchema(value: unknown): value is Schema {
  return (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value;
}
