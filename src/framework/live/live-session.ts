// The rows of one session. Invariant: nothing is read, named or written by a key that the session was not shown.
import { RxError } from "../../errors/rx-error.ts";
import { toWireError } from "../../errors/to-wire-error.ts";
import type { Answer, Numbered, WindowMessage } from "../../protocol/messages.ts";
import type { RowKey, RowsMessage, WindowQuery } from "../../protocol/rows.ts";
import type { SharedFrame } from "../ports/link.ts";
import type { LiveSource, RowId } from "../ports/live-source.ts";
import type { Log } from "../ports/log.ts";
import type { Random } from "../ports/random.ts";
import type { RowPrimaryKey, RowsSession, SessionRows } from "../ports/rows-service.ts";
import type { Refusals } from "../refusals.ts";
import { isCancelled } from "./is-cancelled.ts";
import type { LiveRegistry } from "./live-registry.ts";
import { runPage, type PageJob } from "./run-page.ts";
import { ShownKeys } from "./shown-keys.ts";
import { View, type ViewSession } from "./view.ts";

/** What a session's rows stand on. */
export interface LiveSessionOptions {
  readonly source: LiveSource;
  readonly registry: LiveRegistry;
  readonly log: Log;
  readonly random: Random;
  readonly refusals?: Refusals | undefined;
  /** Runs outside of the event, and its transaction, that is running now. */
  readonly outside: <T>(fn: () => T) => T;
}

type Edit = Extract<Numbered, { t: "edit" }>;
type ChoicesQuery = Extract<WindowQuery, { type: "values" | "lookup" }>;

/** Rows asked for when a view is paged anew by itself and never said how many it wants. */
const defaultWant = 300;

/** One session's views on the live rows of the process. */
export class LiveSession implements SessionRows, ViewSession {
  readonly session: RowsSession;
  readonly options: LiveSessionOptions;
  readonly #views = new Map<number, View>();
  readonly #shown = new Map<string, ShownKeys>();
  /** The page that runs, and the newest that waits for it. */
  readonly #pages = new Map<View, { next: PageJob | undefined }>();
  readonly #abandoned = new Set<View>();
  #choices: Promise<unknown> = Promise.resolve();
  #lastShared: SharedFrame | undefined;

  constructor(session: RowsSession, options: LiveSessionOptions) {
    this.session = session;
    this.options = options;
  }

  get views(): ReadonlySet<View> {
    return new Set(this.#views.values());
  }

  window(message: WindowMessage): void {
    const { q } = message;
    switch (q.type) {
      case "close":
        this.#closeView(message.view);
        return;
      case "page":
        this.#page(message, q);
        return;
      case "values":
      case "lookup":
        this.#choices = this.#choices.then(() => this.options.outside(() => this.#choose(message, q)));
    }
  }

  async edit(message: Edit): Promise<Pick<Answer, "code" | "current" | "value">> {
    const view = this.#views.get(message.view);
    const current = view && this.session.current(view.state, view.name);
    if (!view || !current) throw new RxError("ROWS_UNKNOWN", { found: `an edit in view ${message.view}` });
    const id = this.idOf(view.state, view.name, message.key);
    const outcome = await this.options.source.edit(current.value, {
      id,
      column: message.col,
      value: message.v,
      was: message.was,
    });
    switch (outcome.type) {
      case "ok":
        return { value: outcome.value };
      case "conflict":
        this.options.refusals?.count("EDIT_CONFLICT");
        return { code: "conflict", current: outcome.current };
      case "gone":
        return { code: "gone" };
    }
  }

  changed(state: string, names: readonly string[]): void {
    for (const view of this.#views.values()) {
      if (view.state !== state || !names.includes(view.name) || view.want === 0) continue;
      this.#enqueue({ view, id: 0, at: undefined, want: view.want });
    }
  }

  primaryKeys(state: string, name: string, keys: readonly RowKey[]): readonly RowPrimaryKey[] {
    const current = this.session.current(state, name);
    if (!current) throw new RxError("ROWS_UNKNOWN", { found: `${state}.${name}` });
    return keys.map((key) => this.options.source.primaryKey(current.value, this.idOf(state, name, key)));
  }

  drained(): void {
    const views = Array.from(this.#abandoned);
    this.#abandoned.clear();
    for (const view of views) if (!view.isClosed) this.send({ t: "rows", type: "gone", id: 0, view: view.number });
  }

  detach(): void {
    this.#abandoned.clear();
    for (const view of this.#views.values()) this.#release(view);
  }

  close(): void {
    for (const number of Array.from(this.#views.keys())) this.#closeView(number);
    for (const [key, shown] of this.#shown) {
      shown.close();
      this.options.registry.giveRing(key);
    }
    this.#shown.clear();
  }

  /** The row behind a key that this session was shown. */
  idOf(state: string, name: string, key: RowKey): RowId {
    for (const view of this.#views.values()) {
      const id = view.state === state && view.name === name ? (view.row(key) ?? view.keys?.idOf(key)) : undefined;
      if (id !== undefined) return id;
    }
    // Its view is closed. Rows of two key spaces may have one number: then only a view can say which is meant.
    const [shown, another] = [...this.#shown].filter(([place]) => place.startsWith(`${state}\0${name}\0`));
    const kept = another === undefined ? shown?.[1].idOf(key) : undefined;
    if (kept !== undefined) return kept;
    throw new RxError("ROW_NOT_SHOWN", { key });
  }

  /** What this session was shown of a rows var's rows. */
  shownKeys(state: string, name: string, keySpace: string): ShownKeys {
    const key = `${state}\0${name}\0${keySpace}`;
    let shown = this.#shown.get(key);
    if (!shown) {
      const { registry } = this.options;
      shown = new ShownKeys(registry.takeRing(key), registry.host.limits.maxKeptKeys);
      this.#shown.set(key, shown);
    }
    return shown;
  }

  send(message: RowsMessage): void {
    this.session.link()?.send(JSON.stringify(message));
  }

  share(frame: SharedFrame): void {
    // Two views of one block: the browser hands one frame to both.
    if (frame === this.#lastShared) return;
    this.#lastShared = frame;
    const link = this.session.link();
    if (!link) return;
    if (link.queuedBytes <= this.options.registry.host.limits.maxQueuedBytes) {
      link.sendShared(frame);
      return;
    }
    // A slow reader gets no more pushes; it asks anew when it has caught up.
    this.options.refusals?.count("behind");
    for (const view of this.#views.values()) {
      if (view.blocks.length === 0) continue;
      view.dropAll();
      this.#abandoned.add(view);
    }
  }

  abandon(view: View): void {
    if (view.blocks.length === 0) return;
    view.dropAll();
    this.options.registry.host.later(() => {
      if (!view.isClosed) this.send({ t: "rows", type: "gone", id: 0, view: view.number });
    });
  }

  #page(message: WindowMessage, q: Extract<WindowQuery, { type: "page" }>): void {
    const view = this.#viewOf(message);
    if (!view) return this.fail(message, new RxError("TOO_MANY_VIEWS", { limit: this.#maxViews }));
    if (q.drop) view.drop(q.drop);
    if (q.sort) view.sort = q.sort;
    if (q.filter !== undefined) view.filter = q.filter;
    if (q.search !== undefined) view.search = q.search;
    view.want = q.at && ("after" in q.at || "before" in q.at) ? view.want || defaultWant : q.want;
    this.#enqueue({ view, id: message.id, at: q.at, want: q.want });
  }

  /** One page of a view at a time; of those that wait only the newest is run. */
  #enqueue(job: PageJob): void {
    const running = this.#pages.get(job.view);
    if (running) {
      running.next = job;
      if (job.view.reading && job.view.reading.asked !== job.view.asked) job.view.stopReading();
      return;
    }
    const state: { next: PageJob | undefined } = { next: undefined };
    this.#pages.set(job.view, state);
    this.options.outside(() => void this.#runPages(job, state));
  }

  async #runPages(first: PageJob, state: { next: PageJob | undefined }): Promise<void> {
    for (let job: PageJob | undefined = first; job; job = state.next) {
      state.next = undefined;
      try {
        await runPage(this, job);
      } catch (error) {
        // What was ended because newer rows were asked for is answered by those.
        if (!isCancelled(error)) this.fail({ id: job.id, view: job.view.number }, error);
      }
    }
    this.#pages.delete(first.view);
  }

  async #choose(message: WindowMessage, q: ChoicesQuery): Promise<void> {
    try {
      const current = this.session.current(message.s, message.n);
      if (!current) throw new RxError("ROWS_UNKNOWN", { found: `${message.s}.${message.n}` });
      const { source } = this.options;
      const request = { column: q.col, search: q.search ?? "", from: q.from, count: q.count };
      const page =
        q.type === "values"
          ? await source.values(current.value, request)
          : await source.lookup(current.value, q.key === undefined ? request : { ...request, key: q.key });
      this.send({ t: "rows", type: "choices", id: message.id, view: message.view, ...page });
    } catch (error) {
      this.fail(message, error);
    }
  }

  /** Answers a request that could not be done. */
  fail(request: { readonly id: number; readonly view: number }, error: unknown): void {
    const errorId = this.options.random(9);
    const wire = toWireError(error, errorId);
    this.options.refusals?.count(wire.code);
    if (!(error instanceof RxError) || error.status >= 500) this.options.log.error({ error, errorId }, "Rows failed.");
    const { id, view } = request;
    this.send({ t: "rows", type: "failed", id, view, error: wire });
  }

  get #maxViews(): number {
    return this.options.registry.host.limits.maxViews;
  }

  #viewOf(message: WindowMessage): View | undefined {
    const known = this.#views.get(message.view);
    if (known && known.state === message.s && known.name === message.n) return known;
    if (known) this.#closeView(message.view);
    // Views that a page before this one left behind watch nothing.
    const idle = Array.from(this.#views.values()).find((view) => !view.query && !this.#pages.has(view));
    if (this.#views.size >= this.#maxViews && idle) this.#closeView(idle.number);
    if (this.#views.size >= this.#maxViews) return undefined;
    const view = new View(this, message.view, { state: message.s, name: message.n });
    this.#views.set(message.view, view);
    return view;
  }

  #closeView(number: number): void {
    const view = this.#views.get(number);
    if (!view) return;
    this.#views.delete(number);
    view.isClosed = true;
    this.#abandoned.delete(view);
    this.#release(view);
  }

  #release(view: View): void {
    view.stopReading();
    view.dropAll();
    if (view.query) this.options.registry.leave(view.query, view);
    if (view.everything) this.options.registry.leave(view.everything, view.totalWatcher);
    view.query = undefined;
    view.everything = undefined;
  }
}
