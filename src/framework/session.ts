// One browser tab: its States, its line of numbered messages, its way out. It outlives its socket by `resumeMs`.
import type { DeltaBody } from "./body-writer.ts";
import { RxError } from "../errors/rx-error.ts";
import type { FormMessage } from "../protocol/form.ts";
import type { Answer, Numbered, WindowMessage } from "../protocol/messages.ts";
import type { RowKey } from "../protocol/rows.ts";
import { AsyncLocalStorage } from "node:async_hooks";
import { EventLoop, type EventLoopOwner } from "./event-loop.ts";
import type { EventRun } from "./event-run.ts";
import { executeMessage, type MessageScope } from "./execute-message.ts";
import { Outbox, type OutboxOwner } from "./outbox.ts";
import type { PageEntry } from "./page-entry.ts";
import { Pace } from "./pace.ts";
import type { Link } from "./ports/link.ts";
import type { RowPrimaryKey, RowsSession, SessionRows } from "./ports/rows-service.ts";
import { SessionStates } from "./session-states.ts";
import type { SessionsOptions } from "./sessions-options.ts";
import { SizeGuard } from "./size-guard.ts";
import { TabHost, type TabHostOwner } from "./tab-host.ts";

/** Who a session is. */
export interface SessionIdentity {
  readonly token: string;
  /** Id of the session in the cookie: the token works for this visitor only. */
  readonly visitor: string;
  readonly ledgerToken: string;
  readonly fence: number;
}

/** What a session tells those who keep it. */
export interface SessionKeeper {
  readonly options: SessionsOptions;
  /** It has asynchronous getters: commits are to be told to it. */
  follows(session: Session): void;
  page(route: string): PageEntry | undefined;
  /** It cannot go on. */
  broken(session: Session): void;
}

/** A tab's session. */
export class Session implements RowsSession, OutboxOwner, EventLoopOwner, MessageScope, TabHostOwner {
  readonly token: string;
  readonly visitor: string;
  readonly ledgerToken: string;
  readonly states: SessionStates;
  readonly loop: EventLoop;
  readonly outbox: Outbox;
  /** When its last message came in. */
  activeAt: number;
  readonly #keeper: SessionKeeper;
  readonly #options: SessionsOptions;
  readonly #fence: number;
  readonly #size: SizeGuard;
  readonly #pace: Pace;
  #rows: SessionRows | undefined;
  #last = 0;
  #received = 0;
  #hasNews = false;
  #hasLedger = false;

  constructor(keeper: SessionKeeper, identity: SessionIdentity) {
    const { options } = keeper;
    this.#keeper = keeper;
    this.#options = options;
    this.token = identity.token;
    this.visitor = identity.visitor;
    this.ledgerToken = identity.ledgerToken;
    this.#fence = identity.fence;
    this.activeAt = options.clock.now();
    this.states = new SessionStates(options.registry, new TabHost(this, options), options.development);
    this.loop = new EventLoop(this, this.states, options);
    this.outbox = new Outbox(this, options);
    this.#size = new SizeGuard(this.states, options);
    this.#pace = new Pace(options.clock, options.limits);
  }

  /** Last id that was applied. */
  get last(): number {
    return this.#last;
  }

  /** Last id that came in. */
  get received(): number {
    return this.#received;
  }

  /** A socket is there; `isFresh`: its page knows nothing yet and opens itself next. */
  attach(link: Link, isFresh: boolean): void {
    if (isFresh) this.states.hideAll();
    this.outbox.attach(link, isFresh);
    this.#pace.attach(link);
  }

  detach(): void {
    this.#pace.detach();
    this.outbox.detach();
    this.#rows?.detach();
  }

  /** It is over: nobody comes back to it. */
  end(): void {
    this.loop.stop();
    this.detach();
    this.#rows?.close();
  }

  /** Nothing has happened for a while. */
  rest(): void {
    if (this.loop.run === undefined) for (const core of this.states.all) core.tracker.idle();
  }

  recorded(id: number): Answer {
    return this.#options.store.answer(this.token, id) ?? { id, code: "gone" };
  }

  receive(message: Numbered): void {
    this.activeAt = this.#options.clock.now();
    this.#pace.take("message", this.activeAt);
    if (message.id <= this.#last) return this.post(nothing, this.recorded(message.id));
    if (message.id <= this.#received) return;
    if (message.id > this.#received + 1) return this.link()?.close("resync");
    this.#received = message.id;
    this.loop.push(message);
  }

  window(message: WindowMessage): void {
    this.#pace.take("window");
    if (this.#options.rows !== undefined) this.#openRows().window(message);
  }

  drained(): void {
    this.outbox.drained();
    this.#rows?.drained();
  }

  // What its rows need.

  current(state: string, name: string): { readonly r: number; readonly value: unknown } | undefined {
    const core = this.states.shown(state);
    return core?.isVisible(name) === true ? core.computed.peek(name)?.shownRows : undefined;
  }

  link(): Link | undefined {
    return this.outbox.link;
  }

  // What its way out needs.

  snapshot(): DeltaBody | undefined {
    try {
      return this.states.collect(true);
    } catch (thrown) {
      this.broken(thrown);
      return undefined;
    }
  }

  forms(states: readonly string[]): readonly FormMessage[] {
    const { form, limits } = this.#options;
    if (form === undefined) return [];
    return states.flatMap((id) => form(this.states.registered(id).Class, limits) ?? []);
  }

  rowsChanged(state: string, names: readonly string[]): void {
    this.#rows?.changed(state, names);
  }

  // What its events need.

  execute(message: Numbered, run: EventRun): unknown {
    return executeMessage(message, run, this);
  }

  page(route: string): PageEntry | undefined {
    return this.#keeper.page(route);
  }

  edit(message: Extract<Numbered, { t: "edit" }>): ReturnType<SessionRows["edit"]> {
    return this.#openRows().edit(message);
  }

  collect(): DeltaBody {
    return this.states.collect(this.outbox.isFresh && this.states.isAnyShown);
  }

  post(body: DeltaBody, answer: Answer | undefined): void {
    this.outbox.post(body, answer);
  }

  keep(answer: Answer): void | Promise<void> {
    const { store, unitOfWork, limits } = this.#options;
    if (this.loop.run?.work?.wrote === true) this.#hasLedger = true;
    // A browser has at most `maxPending` messages without an answer: what is older it knows.
    if (this.#hasLedger && answer.id % limits.maxPending === 0) {
      unitOfWork?.settle(this.ledgerToken, answer.id - limits.maxPending);
    }
    const kept = store.save(this.token, this.#fence, { last: answer.id, answer });
    if (kept !== undefined) return kept.then(() => void (this.#last = answer.id));
    this.#last = answer.id;
  }

  checkSize(body: DeltaBody): void {
    this.#size.check(body.text.length);
  }

  waiting(count: number): void {
    this.#pace.waiting(count);
  }

  idle(): void {
    this.#tellNews();
  }

  broken(thrown: unknown): void {
    this.#options.log.error({ err: thrown }, "A tab's session had to be ended.");
    this.link()?.close("server_error");
    this.#keeper.broken(this);
  }

  follow(): void {
    this.#keeper.follows(this);
  }

  /** A getter has something to show. */
  hasNews(): void {
    this.#hasNews = true;
    this.#tellNews();
  }

  /** Runs `fn` outside the unit of work of the event that runs: getters see what is committed. */
  outside<T>(fn: () => T): T {
    return this.loop.run?.work === undefined ? fn() : outside(fn);
  }

  primaryKeys(state: string, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[] {
    return this.#openRows().primaryKeys(state, name, keys);
  }

  /** Tables were written, by whomever. */
  tablesWritten(tables: ReadonlySet<string>): void {
    let isAny = false;
    for (const core of this.states.all) if (core.computed.markStale(tables)) isAny = true;
    if (isAny) this.hasNews();
  }

  /** Its classes were loaded anew. */
  async replaceStates(): Promise<void> {
    while (this.loop.run !== undefined) await this.loop.whenIdle();
    try {
      this.states.replaceAll();
    } catch (thrown) {
      return this.broken(thrown);
    }
    if (this.link() === undefined) this.outbox.lose();
    else if (this.states.isAnyShown) this.outbox.postSnapshot();
  }

  /** Shows what getters gave meanwhile; not while an event has changes that may yet go. */
  #tellNews(): void {
    const { run } = this.loop;
    if (!this.#hasNews || (run !== undefined && (run.isEnding || run.isOver || this.states.isChanged))) return;
    if (this.link() === undefined) return this.outbox.lose();
    if (!this.states.isAnyShown || this.outbox.isFresh) return;
    this.#hasNews = false;
    try {
      this.post(
        this.outside(() => this.collect()),
        undefined,
      );
    } catch (thrown) {
      this.broken(thrown);
    }
  }

  #openRows(): SessionRows {
    this.#rows ??= this.#options.rows?.open(this);
    if (this.#rows === undefined) throw new RxError("VAR_UNKNOWN", { found: "an edit in an app without a database" });
    return this.#rows;
  }
}

const nothing: DeltaBody = { text: "", isFull: false, newRows: [], newStates: [] };

/** The context that no event has entered: made before the first of them. */
const outside: <T>(fn: () => T) => T = AsyncLocalStorage.snapshot();
