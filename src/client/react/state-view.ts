// What useServerState returns: vars are read through it and remembered, so that a component is drawn again when a var
// that it read changes, and not for another one.
import type { StateShape } from "../../protocol/delta.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { Client } from "../client.ts";
import type { EventPromise } from "../event-promise.ts";
import { bindField, type BoundField } from "./bind-field.ts";
import { isUiEvent } from "./is-ui-event.ts";

/** One component's view of one State. */
export class StateView {
  readonly #client: Client;
  readonly #state: string;
  readonly #read = new Map<string, unknown>();
  readonly #events: Map<string, (input?: unknown) => EventPromise<unknown>>;
  #version = 0;

  constructor(client: Client, state: string) {
    this.#client = client;
    this.#state = state;
    this.#events = eventsOf(client, state);
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (changed: () => void): (() => void) =>
    this.#client.vars.subscribe(this.#state, (names) => {
      for (const name of names) {
        if (!this.#read.has(name)) continue;
        changed();
        return;
      }
    });

  /** For useSyncExternalStore: another number when a var that was read is another value. */
  readonly snapshot = (): number => {
    let changed = false;
    for (const [name, seen] of this.#read) {
      const now = this.#look(name);
      if (Object.is(seen, now)) continue;
      this.#read.set(name, now);
      changed = true;
    }
    if (changed) this.#version += 1;
    return this.#version;
  };

  /** The object that the component reads; a new one for each version, so that memoised children see the change. */
  face(): object {
    return new Proxy(Object.freeze({}), {
      get: (_target, key) => (typeof key === "string" ? this.#member(key) : undefined),
      has: (_target, key) => typeof key === "string" && this.#member(key) !== undefined,
    });
  }

  #member(name: string): unknown {
    const shape = this.#shape();
    if (name === "bind") return (field: string): BoundField => this.#bind(field);
    return shape.events.includes(name) ? this.#event(name) : this.#var(name);
  }

  #shape(): StateShape {
    const shape = this.#client.shape(this.#state);
    if (shape === undefined) throw new RxError("STATE_NOT_OPEN", { found: this.#state });
    return shape;
  }

  #var(name: string): unknown {
    const value = this.#client.vars.get(this.#state, name);
    this.#read.set(name, this.#look(name));
    return value;
  }

  #bind(name: string): BoundField {
    this.#read.set(name, this.#look(name));
    this.#read.set(`!${name}`, this.#look(`!${name}`));
    return bindField(this.#client, this.#state, name);
  }

  /** A var, or under its name with `!` what is said at its field. */
  #look(name: string): unknown {
    const { vars } = this.#client;
    return name.startsWith("!") ? vars.error(this.#state, name.slice(1)) : vars.get(this.#state, name);
  }

  #event(name: string): (input?: unknown) => EventPromise<unknown> {
    let call = this.#events.get(name);
    if (call === undefined) {
      // Passed straight to onClick it gets React's event: that is no input.
      call = (input) => this.#client.call(this.#state, name, isUiEvent(input) ? undefined : input);
      this.#events.set(name, call);
    }
    return call;
  }
}

const events = new WeakMap<Client, Map<string, Map<string, (input?: unknown) => EventPromise<unknown>>>>();

/** One function for each event and client, so that a child that gets it as a prop is not drawn again for nothing. */
function eventsOf(client: Client, state: string): Map<string, (input?: unknown) => EventPromise<unknown>> {
  const ofClient = events.get(client) ?? new Map<string, Map<string, (input?: unknown) => EventPromise<unknown>>>();
  events.set(client, ofClient);
  const ofState = ofClient.get(state) ?? new Map<string, (input?: unknown) => EventPromise<unknown>>();
  ofClient.set(state, ofState);
  return ofState;
}
