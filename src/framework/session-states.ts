// The States of one tab: which there are, which of them its browser knows, and what it has to be told.
import { RxError } from "../errors/rx-error.ts";
import { BodyWriter, type DeltaBody } from "./body-writer.ts";
import { collectChanges, collectWhole } from "./collect-changes.ts";
import { State } from "./state.ts";
import { StateCore } from "./state-core.ts";
import type { StateHost } from "./state-host.ts";
import type { RegisteredState, StateRegistry } from "./state-registry.ts";

/** The States of a tab. */
export class SessionStates {
  readonly #registry: StateRegistry;
  readonly #host: StateHost;
  readonly #isStrict: boolean;
  readonly #cores = new Map<string, StateCore>();
  /** States that the browser knows; false: it has not been told yet. */
  readonly #shown = new Map<string, boolean>();
  /** States that the event which runs has made or replaced, with what was there before. */
  readonly #before = new Map<string, StateCore | undefined>();
  #isRunning = false;

  constructor(registry: StateRegistry, host: StateHost, isStrict: boolean) {
    this.#registry = registry;
    this.#host = host;
    this.#isStrict = isStrict;
  }

  get(id: string): StateCore | undefined {
    return this.#cores.get(id);
  }

  get all(): Iterable<StateCore> {
    return this.#cores.values();
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
    return this.#cores.get(id) ?? this.create(id);
  }

  /** Makes a State, in place of one that is there. */
  create(id: string): StateCore {
    const registered = this.registered(id);
    const core = this.#construct(registered);
    if (this.#isRunning && !this.#before.has(id)) this.#before.set(id, this.#cores.get(id));
    this.#cores.set(id, core);
    if (this.#shown.has(id)) this.#shown.set(id, false);
    if (this.#isRunning) core.begin();
    return core;
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
    for (const core of this.#cores.values()) core.begin();
  }

  end(): void {
    this.#isRunning = false;
    if (this.#before.size > 0) this.#before.clear();
    for (const core of this.#cores.values()) core.end();
  }

  rollBack(wasShown: boolean): void {
    this.#isRunning = false;
    for (const [id, core] of this.#before) {
      if (core === undefined) {
        this.#cores.delete(id);
        this.#shown.delete(id);
      } else {
        this.#cores.set(id, core);
        if (this.#shown.has(id)) this.#shown.set(id, false);
      }
    }
    this.#before.clear();
    for (const core of this.#cores.values()) core.rollBack(wasShown);
  }

  /** From now on the browser is told of these. */
  show(ids: Iterable<string>): void {
    for (const id of ids) if (!this.#shown.has(id)) this.#shown.set(id, false);
  }

  /** A fresh page: it knows nothing. */
  hideAll(): void {
    this.#shown.clear();
  }

  isShown(id: string): boolean {
    return this.#shown.has(id);
  }

  /** Does the browser know any? */
  get isAnyShown(): boolean {
    return this.#shown.size > 0;
  }

  /** Is there anything that an event has not told yet? */
  get isChanged(): boolean {
    for (const core of this.#cores.values()) if (core.isChanged) return true;
    return false;
  }

  /** What the browser has to be told; from now on it counts as told. `isFull`: all that it may know. */
  collect(isFull: boolean): DeltaBody {
    const body = new BodyWriter();
    for (const [id, core] of this.#cores) {
      const isTold = this.#shown.get(id);
      if (isTold === undefined) core.forget();
      else if (isFull || !isTold) {
        body.add(id, collectWhole(core), core.clientShape);
        this.#shown.set(id, true);
      } else body.add(id, collectChanges(core), undefined);
    }
    return body.end(isFull);
  }

  /** Makes every State from its present class, with the values that both versions have. States that are gone go. */
  replaceAll(): void {
    for (const [id, old] of this.#cores) {
      const registered = this.#registry.get(id);
      if (registered !== undefined) this.#cores.set(id, this.#copy(old, this.#construct(registered)));
      else {
        this.#cores.delete(id);
        this.#shown.delete(id);
      }
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
