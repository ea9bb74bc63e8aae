// The list of one table: asks for blocks as one scrolls, applies pushes, and leaves to the layout where rows stand.
// Without a browser and without a socket: both are ports.
import type { Clock } from "../../framework/ports/clock.ts";
import type { BlockId, RowKey, RowsMessage } from "../../protocol/rows.ts";
import { Listeners } from "../listeners.ts";
import type { RowsListener, RowsPort } from "../rows-traffic.ts";
import { ChangesPace } from "./changes-pace.ts";
import { ListLayout, type RenderHow } from "./list-layout.ts";
import { LoadedRows } from "./loaded-rows.ts";
import { PageAsks, type Asked } from "./page-asks.ts";
import { plainQuery, type ViewQuery } from "./view-query.ts";
import type { ViewState } from "./view-state.ts";
import type { RowsViewport } from "./viewport.ts";

/** Rows that should be there beyond each edge of the view. */
const slideRows = 80;
const farPauseMs = 60;
const idleMs = 1_000;
/** Keys that are asked for again after a cut: the first of them that is still there says where we were. */
const resumeKeys = 50;

/** What a view is made with. */
export interface RowsViewOptions {
  readonly viewport: RowsViewport;
  readonly clock: Clock;
  readonly query?: ViewQuery;
  /** Opens the view's way to the server. */
  readonly open: (listener: RowsListener) => RowsPort;
}

/** One view of a rows var. */
export class RowsView implements RowsListener {
  readonly #viewport: RowsViewport;
  readonly #clock: Clock;
  readonly #rows = new LoadedRows();
  readonly #layout: ListLayout;
  readonly #pace: ChangesPace;
  readonly #listeners = new Listeners<[]>();
  readonly #lostListeners = new Listeners<[]>();
  #keysLive = true;
  #port: RowsPort | undefined;
  #asks: PageAsks | undefined;
  #state: ViewState;
  #query: ViewQuery;
  #q: number | undefined;
  #allQ: number | undefined;
  #farAt = Number.NEGATIVE_INFINITY;
  #cancelFar: (() => void) | undefined;
  #cancelIdle: (() => void) | undefined;
  #online = false;
  #closed = false;

  constructor({ viewport, clock, query = plainQuery, open }: RowsViewOptions) {
    this.#viewport = viewport;
    this.#clock = clock;
    this.#query = query;
    this.#layout = new ListLayout(viewport);
    this.#pace = new ChangesPace(viewport, clock, () => this.#drawChanges());
    this.#state = beginning(query, clock.now());
    const port = open(this);
    this.#port = port;
    this.#asks = new PageAsks(port, clock);
    if (this.#online) this.#askAnew();
  }

  get state(): ViewState {
    return this.#state;
  }

  /** What was asked for last; `state.applied` follows when its rows are there. */
  get query(): ViewQuery {
    return this.#query;
  }

  /** Keys of the rows on screen and around it, in their order. */
  get keys(): readonly RowKey[] {
    return this.#layout.shown.map((row) => row.key);
  }

  /** Do the keys of the rows that are shown name them on the wire? Not between a lost session and the first rows of the next. */
  get keysLive(): boolean {
    return this.#keysLive;
  }

  /** Number of the view on the wire. */
  get view(): number | undefined {
    return this.#port?.view;
  }

  /** Index in the whole list of a row that is shown. */
  indexOf(key: RowKey): number {
    return this.#rows.first + this.#layout.indexOf(key);
  }

  /** Calls back when the session was lost: the keys of the rows that are shown name nothing any more. */
  onLost(callback: () => void): () => void {
    return this.#lostListeners.add(callback);
  }

  onChange(callback: () => void): () => void {
    return this.#listeners.add(callback);
  }

  /** Another order, other conditions, another text: old rows stay until the new ones are there. */
  setQuery(query: ViewQuery): void {
    this.#query = query;
    this.#set({ busy: true, since: this.#clock.now(), error: undefined });
    this.#ask({ for: "first" });
  }

  /** Asks again after an error. */
  retry(): void {
    this.#set({ busy: true, since: this.#clock.now(), error: undefined });
    this.#askAnew();
  }

  /**
   * Goes to a row that is not loaded: `busy` until the rows around it are there; where it is gone, the view stays where it
   * was. False where nobody can be asked.
   */
  goTo(key: RowKey): boolean {
    const here = this.#layout.keysFromView(resumeKeys);
    if (!this.#online || !this.#keysLive) return false;
    const index = here[0] === undefined ? 0 : this.indexOf(here[0]);
    this.#set({ busy: true, since: this.#clock.now() });
    this.#ask({ for: "keys", keys: [key, ...here], index, offset: this.#viewport.rowHeight() });
    return true;
  }

  /** The view scrolled. */
  scrolled(): void {
    this.#layout.scrolling = true;
    this.#pace.scrolled();
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    this.#idleLater();
    this.#layout.look();
    this.#look();
    this.#check();
  }

  /** The pointer moved, an editor closed, a button came up: what was held may go. */
  released(): void {
    if (this.#layout.hasKept) this.#renderSoon();
  }

  /** The view has another size, or rows another height. */
  resized(): void {
    // Never under a thumb that is held: it would slip.
    this.#render({ type: "update", ...(this.#viewport.isHeldDown() ? {} : { realign: true as const }) });
    this.#check();
  }

  close(): void {
    this.#closed = true;
    for (const cancel of [this.#cancelFar, this.#cancelIdle]) cancel?.();
    this.#asks?.reset();
    this.#port?.close();
  }

  online(isSame: boolean): void {
    this.#online = true;
    if (!isSame && this.#state.ready) this.#lostListeners.call();
    this.#keysLive = isSame;
    this.#set({ offline: false });
    // The first call comes from within `open`: the constructor asks when it has the port.
    if (this.#port !== undefined) this.#askAnew();
  }

  offline(): void {
    this.#online = false;
    this.#asks?.reset();
    if (this.#state.offline || !this.#state.ready) return;
    this.#set({ offline: true, asOf: this.#clock.now() });
  }

  received(message: RowsMessage): void {
    if (this.#closed) return;
    switch (message.type) {
      case "page":
        this.#page(message);
        return;
      case "gone":
        // 0: the server let the view go by itself, for a reader that could not follow.
        if (message.id === 0 || message.id === this.#asks?.current?.id) this.#askByKeys();
        return;
      case "failed":
        if (message.id !== this.#asks?.current?.id) return;
        this.#asks.forget();
        this.#set({ error: message.error, busy: false });
        return;
      case "push": {
        const outcome = this.#rows.list.push(message);
        // A page on its way that takes their place cures blocks that the server let go for it.
        if (outcome === "gap" && !this.#isReplacing) this.#askByKeys();
        else if (outcome === "applied") this.#renderSoon();
        return;
      }
      case "total":
        if (message.q === this.#allQ) this.#set({ all: message.total });
        if (message.q !== this.#q) return;
        this.#set({ total: message.total, all: isPlain(this.#state.applied) ? message.total : this.#state.all });
        if (this.#layout.frozen) this.#idleLater();
        else this.#renderSoon();
        return;
      case "choices":
    }
  }

  #page(message: Extract<RowsMessage, { type: "page" }>): void {
    const asked = this.#asks?.current;
    const isOwn = asked !== undefined && message.id === asked.id;
    // 0: a page without a request, since the query itself changed on the server.
    if (message.id !== 0 && !isOwn) return;
    // A new order that is on its way comes all the same, behind this page.
    if (isOwn || asked?.what.for !== "first") this.#asks?.forget();
    const what: Asked = isOwn ? asked.what : { for: "first" };
    this.#q = message.q;
    this.#allQ = message.allQ;
    const how = this.#rows.take(message, what, this.#viewport.scrollTop());
    if (how === undefined) {
      this.#askByKeys();
      return;
    }
    if (what.for !== "slide") this.#keysLive = true;
    this.#set({
      ready: true,
      busy: this.#asks?.current !== undefined,
      error: undefined,
      applied: isOwn ? asked.query : this.#state.applied,
      r: message.r,
      // A slide says again what was known: only what is new counts.
      total: message.total ?? (what.for === "slide" ? this.#state.total : undefined),
      all: message.all ?? this.#state.all,
    });
    this.#render(how);
    this.#check();
  }

  get #isReplacing(): boolean {
    const asked = this.#asks?.current;
    return asked !== undefined && asked.what.for !== "slide";
  }

  /** Asks for what is missing around the view. */
  #check(): void {
    if (!this.#online || this.#asks?.current !== undefined || !this.#state.ready) return;
    const { list } = this.#rows;
    const index = this.#layout.far(this.#rows.place(this.#state.total), list);
    if (index !== undefined) {
      this.#askFar(index);
      return;
    }
    const { first, last } = this.#layout.visible();
    const [head, tail] = [list.blocks[0], list.blocks.at(-1)];
    if (tail !== undefined && !list.atEnd && last >= list.count - slideRows) this.#slide("after", tail.id);
    else if (head !== undefined && !list.atTop && first <= slideRows) this.#slide("before", head.id);
  }

  #askFar(index: number): void {
    const wait = this.#farAt + farPauseMs - this.#clock.now();
    if (wait > 0) {
      this.#cancelFar ??= this.#clock.after(wait, () => {
        this.#cancelFar = undefined;
        this.#check();
      });
      return;
    }
    this.#farAt = this.#clock.now();
    this.#ask({ for: "far", index, scrollTop: this.#viewport.scrollTop() });
  }

  #slide(side: "after" | "before", of: BlockId): void {
    this.#trim(side === "after" ? "top" : "bottom");
    this.#ask({ for: "slide", side, of });
  }

  /** Lets blocks at the other end go. */
  #trim(end: "top" | "bottom"): void {
    for (;;) {
      const dropped = this.#rows.trim(end, this.#layout.visible());
      if (dropped === undefined) return;
      this.#asks?.drop(dropped);
      this.#render({ type: "update" });
    }
  }

  #askAnew(): void {
    if (this.#state.ready && this.#rows.list.count > 0 && this.#state.applied === this.#query) this.#askByKeys();
    else this.#ask({ for: "first" });
  }

  #askByKeys(): void {
    const keys = this.#layout.keysFromView(resumeKeys);
    const first = keys[0];
    if (first === undefined) this.#ask({ for: "first" });
    else {
      const [index, offset] = [this.indexOf(first), this.#layout.offsetOf(first) ?? 0];
      this.#ask({ for: "keys", keys: this.#keysLive ? keys : [], index, offset });
    }
  }

  #ask(what: Asked): void {
    if (this.#online) this.#asks?.send(what, this.#query);
  }

  #idle(): void {
    this.#cancelIdle = undefined;
    if (this.#viewport.isHeldDown()) {
      this.#idleLater();
      return;
    }
    this.#layout.scrolling = false;
    const drifted = this.#layout.hasDrifted(this.#rows.place(this.#state.total), this.#rows.list);
    this.#render({ type: "update", ...(drifted ? { realign: true as const } : {}) });
    this.#check();
  }

  /** Puts height and place right when nobody scrolls or holds the thumb any more. */
  #idleLater(): void {
    this.#cancelIdle ??= this.#clock.after(idleMs, () => this.#idle());
  }

  #renderSoon(): void {
    this.#pace.drawSoon(this.#layout.scrolling);
  }

  #drawChanges(): void {
    if (this.#closed) return;
    this.#render({ type: "update" });
    this.#check();
  }

  #render(how: RenderHow): void {
    if (!this.#state.ready) return;
    this.#layout.render(this.#rows.list, this.#rows.place(this.#state.total), how);
    if (this.#layout.frozen) this.#idleLater();
    this.#look();
  }

  /** Tells who shows counts what is in view. */
  #look(): void {
    const { first, last } = this.#layout.visible();
    const count = this.#layout.shown.length;
    const isInView = count > 0 && last >= 0 && first < count;
    const { first: from, firstIs } = this.#rows;
    const range = isInView
      ? { first: from + Math.max(0, first), last: from + Math.min(count - 1, last), is: firstIs }
      : undefined;
    const { newAbove } = this.#layout;
    const old = this.#state.range;
    const isSame = old?.first === range?.first && old?.last === range?.last && old?.is === range?.is;
    if (!isSame || newAbove !== this.#state.newAbove) this.#set({ range, newAbove });
  }

  #set(changes: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#listeners.call();
  }
}

/** Are these all rows, in whatever order? */
function isPlain({ filter, search }: ViewQuery): boolean {
  return filter === undefined && search === "";
}

function beginning(query: ViewQuery, now: number): ViewState {
  return {
    ready: false,
    applied: query,
    busy: true,
    since: now,
    total: undefined,
    all: undefined,
    range: undefined,
    newAbove: 0,
    offline: false,
    asOf: undefined,
    error: undefined,
    r: undefined,
  };
}
