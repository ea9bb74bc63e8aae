// What is behind a State: its fields are on the class instance, its proxy is what everybody holds, and this is that proxy's
// handler. `#private` members land on the proxy itself, so they work and are out of reach.
import { RxError } from "../errors/rx-error.ts";
import type { StateShape } from "../protocol/delta.ts";
import { checkName, type ClassShape } from "./class-shape.ts";
import { ComputedVars } from "./computed-vars.ts";
import { type EventMeta, eventMetaOf } from "./event-meta.ts";
import { lateGetterOf } from "./late-read.ts";
import type { StateHost } from "./state-host.ts";
import { type Key, TrackedNode } from "./tracking/tracked-node.ts";
import { Tracker } from "./tracking/tracker.ts";
import { VarInit } from "./var-init.ts";

const cores = new WeakMap<object, StateCore>();

/** The inside of a State. */
export class StateCore extends TrackedNode implements ProxyHandler<object> {
  readonly shape: ClassShape;
  readonly events = new Map<string, EventMeta>();
  /** Vars that the browser may set. */
  readonly settable = new Map<string, VarInit>();
  readonly computed: ComputedVars;
  /** The tab that it lives in; none while a test looks at it alone. */
  host: StateHost | undefined;
  /** The `static params` that it was made for, as text. */
  params: string | undefined;
  /** Its id, and the names that the compiler keeps on the server. */
  id: string;
  #hidden: ReadonlySet<string> | undefined;
  /** The tracker's clock when the event began that runs. */
  #beganAt = 0;
  #getters: readonly (readonly [string, () => unknown])[] | undefined;

  constructor(raw: object, shape: ClassShape) {
    super(new Tracker(), raw, undefined, "");
    this.shape = shape;
    this.id = shape.name;
    this.computed = new ComputedVars(this);
    cores.set(this.proxy, this);
  }

  /** The inside of a State that somebody holds. */
  static of(state: object): StateCore {
    const core = cores.get(state);
    if (core === undefined) throw new RxError("STATE_WITHOUT_SESSION", { what: "a State" });
    return core;
  }

  /** It becomes part of a tab. What its initialisers did is where it begins. */
  attach(host: StateHost, id: string, hidden: ReadonlySet<string>, isStrict: boolean): void {
    this.host = host;
    this.id = id;
    this.#hidden = hidden.size === 0 ? undefined : hidden;
    this.tracker.isStrict = isStrict;
    this.#getters = undefined;
    this.forget();
    for (const meta of this.events.values()) meta.owner = host;
  }

  override get isRoot(): boolean {
    return true;
  }

  protected override handler(): ProxyHandler<object> {
    return this;
  }

  override keyOf(child: object, hint: Key): Key | undefined {
    return Reflect.get(this.raw, hint) === child ? hint : undefined;
  }

  override isFreshAt(key: Key): boolean {
    return this.tracker.vars.has(String(key));
  }

  override dateChanged(key: Key): void {
    this.tracker.touch(String(key));
    this.tracker.vars.set(String(key), true);
  }

  /** May the browser know this member? */
  isVisible(name: string): boolean {
    return !name.startsWith("_") && this.#hidden?.has(name) !== true;
  }

  /** Names of the plain vars that the browser knows. */
  get varNames(): readonly string[] {
    return Object.keys(this.raw).filter(
      (name) => this.isVisible(name) && typeof Reflect.get(this.raw, name) !== "function",
    );
  }

  /** The getters that the browser knows. */
  get visibleGetters(): readonly (readonly [name: string, getter: () => unknown])[] {
    this.#getters ??= [...this.shape.getters].filter(([name]) => this.isVisible(name));
    return this.#getters;
  }

  /** Has anything changed that the browser was not told? */
  get isChanged(): boolean {
    return this.tracker.vars.size > 0 || this.tracker.pending.size > 0;
  }

  /** An event begins: from now on changes are allowed, and can be taken back. */
  begin(): void {
    this.tracker.locked = undefined;
    this.tracker.isRecording = true;
    this.#beganAt = this.tracker.clock;
  }

  /** The event is over, its changes stay. */
  end(): void {
    this.tracker.settle();
    this.tracker.locked = this.shape.name;
  }

  /**
   * The event is over, its changes go.
   *
   * @param wasShown the browser has seen some of them: it is to be told the old values.
   */
  rollBack(wasShown: boolean): void {
    const { tracker } = this;
    const names = tracker.touchedSince(this.#beganAt);
    tracker.isRecording = false;
    tracker.undo.restore();
    this.forget();
    for (const name of names) {
      tracker.touch(name);
      if (wasShown) tracker.vars.set(name, true);
    }
    if (wasShown) this.computed.forgetShown();
    this.end();
  }

  /** What changed so far is not to be told: all of it will be, or nobody is there. */
  forget(): void {
    this.tracker.vars.clear();
    this.tracker.pending.clear();
    this.tracker.attached.clear();
  }

  /** What the browser may do with it. */
  get clientShape(): StateShape {
    const settable = [...this.settable].filter(([name]) => this.isVisible(name));
    const urls = settable.filter(([, init]) => init.kind === "url").map(([name]) => [name, name] as const);
    return {
      events: [...this.events.keys()].filter((name) => this.isVisible(name)),
      ...(settable.length === 0 ? {} : { bindable: settable.map(([name]) => name) }),
      ...(urls.length === 0 ? {} : { url: Object.fromEntries(urls) }),
    };
  }

  get(raw: object, key: string | symbol): unknown {
    if (typeof key === "symbol") return Reflect.get(raw, key, this.proxy);
    const getter = this.shape.getters.get(key);
    if (getter !== undefined) {
      this.#checkLate(key);
      return this.computed.read(key, getter);
    }
    const value: unknown = Reflect.get(raw, key, this.proxy);
    if (typeof value === "function") return value;
    if (this.tracker.reads !== undefined) this.tracker.reads.add(key);
    else this.#checkLate(key);
    return typeof value === "object" && value !== null ? this.tracker.read(value, this, key) : value;
  }

  set(raw: Record<string, unknown>, key: string | symbol, value: unknown): boolean {
    if (typeof key === "symbol") return Reflect.set(raw, key, value);
    const setter = this.shape.setters.get(key);
    if (setter !== undefined) {
      Reflect.apply(setter, this.proxy, [value]);
      return true;
    }
    if (this.shape.getters.has(key)) throw new RxError("STATE_READ_ONLY");
    if (value instanceof VarInit) {
      throw new RxError("STATE_VAR_MISPLACED", { what: `${value.kind}()`, found: `an assignment to ${key}` });
    }
    this.tracker.checkWritable();
    const old = raw[key];
    if (Object.is(old, value) && Object.hasOwn(raw, key)) return true;
    const next = this.tracker.adopt(value, this, key, key.startsWith("_"));
    if (Object.is(old, next) && Object.hasOwn(raw, key)) return true;
    this.tracker.touch(key);
    if (this.tracker.isRecording) this.tracker.undo.setting(raw, key);
    this.tracker.vars.set(key, true);
    raw[key] = next;
    return true;
  }

  deleteProperty(raw: Record<string, unknown>, key: string | symbol): boolean {
    return this.set(raw, key, undefined);
  }

  defineProperty(raw: object, key: string | symbol, descriptor: PropertyDescriptor): boolean {
    if (typeof key === "symbol" || !("value" in descriptor)) return Reflect.defineProperty(raw, key, descriptor);
    checkName(this.shape.name, key);
    const value: unknown = descriptor.value;
    const meta = eventMetaOf(value);
    if (meta !== undefined) this.events.set(key, meta);
    if (value instanceof VarInit) this.settable.set(key, value);
    const initial = value instanceof VarInit ? value.initial : value;
    const next = this.tracker.adopt(initial, this, key, key.startsWith("_"));
    this.tracker.touch(key);
    this.tracker.vars.set(key, true);
    return Reflect.defineProperty(raw, key, { ...descriptor, value: next });
  }

  #checkLate(name: string): void {
    if (!this.tracker.isStrict) return;
    const getter = lateGetterOf(this);
    if (getter !== undefined) throw new RxError("STATE_GETTER_LATE_READ", { state: this.shape.name, getter, name });
  }
}
