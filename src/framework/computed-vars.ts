// Getters are computed vars: what one gave stays until a var that it read at run time changes. Asynchronous ones run anew
// also when a committed write touches a table that they read.
import { RxError } from "../errors/rx-error.ts";
import { type Computed, type ComputedVar, createComputedVar } from "./computed-var.ts";
import { runGetter } from "./late-read.ts";
import { settleThenable } from "./settle-thenable.ts";
import type { HostedState, StateHost } from "./state-host.ts";
import { readOnlyView } from "./tracking/read-only-view.ts";
import type { Tracker } from "./tracking/tracker.ts";
import { unwrapAll } from "./unwrap-all.ts";

/** The State whose getters they are. */
export interface ComputedOwner extends HostedState {
  readonly shape: { readonly name: string };
  readonly tracker: Tracker;
  readonly proxy: object;
  readonly host: StateHost | undefined;
}

/** The computed vars of one State. */
export class ComputedVars {
  readonly #owner: ComputedOwner;
  readonly #vars = new Map<string, ComputedVar>();

  constructor(owner: ComputedOwner) {
    this.#owner = owner;
  }

  /** What a getter gives, to whoever reads it. */
  read(name: string, getter: () => unknown): unknown {
    const computed = this.#get(name, getter);
    const result = this.#current(computed);
    const outer = this.#owner.tracker.reads;
    if (outer !== undefined) {
      for (const read of computed.reads) outer.add(read);
      outer.add(name);
    }
    if (result.type === "promise") return result.promise;
    return result.type === "value" && outer === undefined ? readOnlyView(result.value) : result.value;
  }

  /** A getter that is up to date. */
  fresh(name: string, getter: () => unknown): ComputedVar & { readonly result: Computed } {
    const computed = this.#get(name, getter);
    const result = this.#current(computed);
    return Object.assign(computed, { result });
  }

  /** A getter as it was when it ran last. */
  peek(name: string): ComputedVar | undefined {
    return this.#vars.get(name);
  }

  /** Tables were written: which asynchronous getters have read them is found and marked. */
  markStale(tables: ReadonlySet<string>): boolean {
    let isAny = false;
    for (const computed of this.#vars.values()) {
      if (computed.result?.type !== "promise" || !touches(computed.result.tables, tables)) continue;
      computed.at = -1;
      computed.isRefreshing = true;
      isAny = true;
    }
    return isAny;
  }

  /** Nothing of them counts as shown any more. */
  forgetShown(): void {
    for (const computed of this.#vars.values()) computed.shownResult = undefined;
  }

  #get(name: string, getter: () => unknown): ComputedVar {
    let computed = this.#vars.get(name);
    if (computed === undefined) this.#vars.set(name, (computed = createComputedVar(name, getter)));
    return computed;
  }

  #isCurrent(computed: ComputedVar): boolean {
    if (computed.result === undefined || computed.at < 0) return false;
    for (const name of computed.reads) if (this.#owner.tracker.versionOf(name) > computed.at) return false;
    return true;
  }

  #current(computed: ComputedVar): Computed {
    if (this.#isCurrent(computed) && computed.result !== undefined) return computed.result;
    if (computed.isRunning) {
      throw new RxError("STATE_GETTER_CYCLE", { state: this.#owner.shape.name, getter: computed.name });
    }
    const { tracker } = this.#owner;
    const outer = tracker.reads;
    const before = computed.isRefreshing ? computed.result : undefined;
    computed.isRunning = true;
    computed.isRefreshing = false;
    computed.reads.clear();
    tracker.reads = computed.reads;
    try {
      computed.at = tracker.clock;
      computed.result = this.#run(computed, before?.type === "promise" ? before.value : undefined);
      return computed.result;
    } catch (thrown) {
      computed.result = undefined;
      throw thrown;
    } finally {
      tracker.reads = outer;
      computed.isRunning = false;
    }
  }

  #run(computed: ComputedVar, before: unknown): Computed {
    const { host, tracker, proxy } = this.#owner;
    const source = host?.querySource;
    const call = (): unknown => {
      const value = tracker.isStrict
        ? runGetter(this.#owner, computed.name, () => Reflect.apply(computed.getter, proxy, []))
        : Reflect.apply(computed.getter, proxy, []);
      // A select is a thenable too, and must not run.
      return source?.accepts(value) === true ? value : settleThenable(value);
    };
    const tracked =
      host === undefined || source === undefined
        ? { value: call(), tables: new Set<string>() }
        : host.outside(() => source.track(call));
    const { value, tables } = tracked;
    if (source?.accepts(value) === true) return { type: "rows", value, description: source.describe(value) };
    if (!(value instanceof Promise)) return { type: "value", value: unwrapAll(value) };
    return this.#follow(computed, value, tables, before);
  }

  #follow(computed: ComputedVar, value: Promise<unknown>, tables: ReadonlySet<string>, before: unknown): Computed {
    const promise = value.then((settled) => readOnlyView(unwrapAll(settled)));
    this.#owner.host?.follow();
    const result: Computed = { type: "promise", promise, tables, value: before };
    promise.then(
      (settled) => {
        if (computed.result !== result) return;
        result.value = unwrapAll(settled);
        this.#owner.host?.settled(this.#owner);
      },
      (thrown: unknown) => {
        if (computed.result !== result) return;
        result.value = undefined;
        this.#owner.host?.failed(this.#owner, computed.name, thrown);
      },
    );
    return result;
  }
}

function touches(read: ReadonlySet<string>, written: ReadonlySet<string>): boolean {
  if (written.has("*") || read.has("*")) return true;
  for (const table of written) if (read.has(table)) return true;
  return false;
}
