import { RxError } from "../errors/rx-error.ts";
import type { Answer, Numbered } from "../protocol/messages.ts";
import { openPage } from "./open-page.ts";
import type { PageEntry } from "./page-entry.ts";
import type { SessionStates } from "./session-states.ts";
import type { EventContext } from "./types/server-event.ts";
import { validate } from "./validate.ts";

type Edit = Extract<Numbered, { t: "edit" }>;

/** What a message may reach. */
export interface MessageScope {
  readonly states: SessionStates;
  page(route: string): PageEntry | undefined;
  edit(message: Edit): Promise<Pick<Answer, "code" | "current" | "value">>;
}

/** Runs what a numbered message asks for; a promise only where that is asynchronous. Names are looked up, never run. */
export function executeMessage(message: Numbered, context: EventContext, scope: MessageScope): unknown {
  switch (message.t) {
    case "event":
      return runEvent(message, context, scope.states);
    case "set":
      return setVar(message, scope.states);
    case "edit":
      return scope.edit(message);
    case "open":
      return open(message, scope);
  }
}

function runEvent(
  { s, n, i }: Extract<Numbered, { t: "event" }>,
  context: EventContext,
  states: SessionStates,
): unknown {
  const core = states.shown(s);
  const meta = core?.isVisible(n) === true ? core.events.get(n) : undefined;
  if (meta === undefined) throw new RxError("EVENT_UNKNOWN", { found: `${s}.${n}` });
  return meta.run(i, context);
}

function setVar({ s, n, v }: Extract<Numbered, { t: "set" }>, states: SessionStates): unknown {
  const core = states.shown(s);
  const init = core?.isVisible(n) === true ? core.settable.get(n) : undefined;
  if (core === undefined || init === undefined) throw new RxError("VAR_UNKNOWN", { found: `${s}.${n}` });
  const set = (value: unknown): void => void Reflect.set(core.proxy, n, value);
  const refuse = (thrown: unknown): never => {
    if (!(thrown instanceof RxError) || thrown.code !== "INPUT_INVALID") throw thrown;
    throw new RxError("INPUT_INVALID", { issues: thrown.message }, { field: n, cause: thrown });
  };
  try {
    const value = validate(init.schema, v);
    return value instanceof Promise ? value.then(set).catch(refuse) : set(value);
  } catch (thrown) {
    return refuse(thrown);
  }
}

async function open(message: Extract<Numbered, { t: "open" }>, scope: MessageScope): Promise<void> {
  const { states } = scope;
  const entry = scope.page(message.route);
  if (entry === undefined) throw new RxError("PAGE_UNKNOWN", { route: message.route });
  await openPage(states, entry, message);
  states.show(entry.states);
}
