// The States of one tab: which there are, which of them its browser knows, and what it has to be told.
import { RxError } from "../errors/rx-error.ts";
import { BodyWriter, type DeltaBody } from "./body-writer.ts";
import { collectChanges, collectWhole } from "./collect-changes.ts";
import { State } from "./state.ts";
import { StateCore } from "./state-core.ts";
import type { StateHost } from "./state-host.ts";
import type { RegisteredState, StateRegistry } from "./state-registry.ts";

/** A State of the tab, and whether its browser knows it; `due`: it has not been told yet. */
interface Held {
  core: StateCore;
  shown: "no" | "due" | "yes";
}

/** The States of a tab. */
export class SessionStates {
  readonly #registry: StateRegistry;
  readonly #host: StateHost;
  readonly #isStrict: boolean;
  readonly #held = new Map<string, Held>();
  /** States that the event which runs has made or replaced, with what was there before. */
  readonly #before = new Map<string, StateCore | undefined>();
  #isRunning = false;

  constructor(registry: StateRegistry, host: StateHost, isStrict: boolean) {
    this.#registry = registry;
    this.#host = host;
    this.#isStrict = isStrict;
  }

  get(id: string): StateCore | undefined {
    return this.#held.get(id)?.core;
  }

  /** One that the browser knows. */
  shown(id: string): StateCore | undefined {
    const held = this.#held.get(id);
    return held?.shown === "no" ? undefined : held?.core;
  }

  get all(): readonly StateCore[] {
    return Array.from(this.#held.values(), ({ core }) => core);
  }

  registered(id: string): RegisteredState {
    const registered = this.#registry.get(id);
    if (registered === undefined) throw new RxError("STATE_UNKNOWN", { id });
    return registered;
  }

  /** A State of this tab by its class, made where it is not there yet. */
  byClass(Class: object): StateCore {
    const id = this.#registry.idOf(Class);
    if (id === undefined) {
      throw new RxError("STATE_UNKNOWN", { id: typeof Class === "function" ? Class.name : "something else" });
    }
    return this.get(id) ?? this.create(id);
  }

  /** Makes a State, in place of one that is there. */
  create(id: string): StateCore {
    const registered = this.registered(id);
    const core = this.#construct(registered);
    if (this.#isRunning && !this.#before.has(id)) this.#before.set(id, this.get(id));
    this.#put(id, core);
    if (this.#isRunning) core.begin();
    return core;
  }

  #put(id: string, core: StateCore): void {
    const held = this.#held.get(id);
    this.#held.set(id, { core, shown: held === undefined || held.shown === "no" ? "no" : "due" });
  }

  #construct({ id, Class, hidden }: RegisteredState): StateCore {
    const made: unknown = Reflect.construct(Class, []);
    if (!(made instanceof State)) throw new RxError("STATE_UNKNOWN", { id });
    const core = StateCore.of(made);
    core.attach(this.#host, id, hidden, this.#isStrict);
    core.end();
    return core;
  }

  begin(): void {
    this.#isRunning = true;
    for (const { core } of this.#held.values()) core.begin();
  }

  end(): void {
    this.#isRunning = false;
    if (this.#before.size > 0) this.#before.clear();
    for (const { core } of this.#held.values()) core.end();
  }

  rollBack(wasShown: boolean): void {
    this.#isRunning = false;
    for (const [id, core] of this.#before) {
      if (core === undefined) this.#held.delete(id);
      else this.#put(id, core);
    }
    this.#before.clear();
    for (const { core } of this.#held.values()) core.rollBack(wasShown);
  }

  /** From now on the browser is told of these. */
  show(ids: Iterable<string>): void {
    for (const id of ids) {
      const held = this.#held.get(id);
      if (held?.shown === "no") held.shown = "due";
    }
  }

  /** A fresh page: it knows nothing. */
  hideAll(): void {
    for (const held of this.#held.values()) held.shown = "no";
  }

  /** Does the browser know any? */
  get isAnyShown(): boolean {
    for (const { shown } of this.#held.values()) if (shown !== "no") return true;
    return false;
  }

  /** Is there anything that an event has not told yet? */
  get isChanged(): boolean {
    for (const { core } of this.#held.values()) if (core.isChanged) return true;
    return false;
  }

  /** What the browser has to be told; from now on it counts as told. `isFull`: all that it may know. */
  collect(isFull: boolean): DeltaBody {
    const body = new BodyWriter();
    for (const held of this.#held.values()) {
      const { core, shown } = held;
      if (shown === "no") core.forget();
      else if (isFull || shown === "due") {
        body.add(core.id, collectWhole(core), core.clientShape);
        held.shown = "yes";
      } else body.add(core.id, collectChanges(core), undefined);
    }
    return body.end(isFull);
  }

  /** Makes every State from its present class, with the values that both versions have. States that are gone go. */
  replaceAll(): void {
    for (const [id, held] of this.#held) {
      const registered = this.#registry.get(id);
      if (registered === undefined) this.#held.delete(id);
      else held.core = this.#copy(held.core, this.#construct(registered));
    }
  }

  #copy(old: StateCore, made: StateCore): StateCore {
    made.begin();
    for (const [name, value] of Object.entries(old.raw)) {
      const own: unknown = Reflect.get(made.raw, name);
      const isVar = Object.hasOwn(made.raw, name) && typeof own !== "function" && typeof value !== "function";
      if (isVar && (own === undefined || own === null || typeof own === typeof value)) {
        Reflect.set(made.proxy, name, value);
      }
    }
    made.params = old.params;
    made.end();
    return made;
  }
}
