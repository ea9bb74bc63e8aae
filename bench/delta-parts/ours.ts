import { SessionStates } from "../../src/framework/session-states.ts";
import type { StateHost } from "../../src/framework/state-host.ts";
import { createStateRegistry } from "../../src/framework/state-registry.ts";
import { State } from "../../src/framework/state.ts";
import { makeState, type Case } from "./cases.ts";
import type { Engine } from "./peers.ts";
import { defaultLimits } from "../../src/protocol/limits.ts";

/** What an event needs of a State, and no more: begin, change, say what changed, end. Roll-back is possible until then. */
export function makeOurs(of: Case, rowCount: number): Engine {
  const initial = makeState(rowCount, of.columns);
  class Bench extends State {
    count = 0;
    rows: Record<string, string | number>[] = [];

    constructor() {
      super();
      Object.assign(this, initial);
    }
  }
  const registry = createStateRegistry();
  registry.register(Bench, "Bench");
  const states = new SessionStates(registry, alone, false);
  const { proxy, tracker } = states.create("Bench");
  states.show(["Bench"]);
  states.collect(true);
  return {
    change(step) {
      states.begin();
      of.change(Object(proxy), step);
      const { text } = states.collect(false);
      states.end();
      return text;
    },
    rest() {
      states.begin();
      const { rows } = Object(proxy);
      if (rows.length > rowCount) rows.length = rowCount;
      states.collect(false);
      states.end();
      // As a session does with a tab that is quiet: no row is known any more, so that each change meets its row anew.
      tracker.idle();
    },
  };
}

/** A State by itself asks nothing of its tab. */
const alone: StateHost = {
  querySource: undefined,
  limits: defaultLimits,
  nextRowsNumber: () => 1,
  follow() {},
  settled() {},
  failed() {},
  outside: (fn) => fn(),
  flush: () => Promise.reject(new TypeError("no tab")),
  get: () => Promise.reject(new TypeError("no tab")),
  primaryKeys: () => [],
  offerFile: () => ({ url: "", name: "" }),
  command() {},
  context: () => ({ key: "", signal: AbortSignal.abort() }),
};
