// The list of one table: asks for blocks as one scrolls, applies pushes, and leaves to the layout where rows stand.
// Without a browser and without a socket: both are ports.
import type { Clock } from "../../framework/ports/clock.ts";
import { encodeValue } from "../../protocol/values.ts";
import type { BlockId, Filter, PageAt, RowKey, RowsMessage } from "../../protocol/rows.ts";
import { Listeners } from "../listeners.ts";
import type { RowsListener, RowsPort } from "../rows-traffic.ts";
import { BlockList } from "./block-list.ts";
import { ListLayout, type ListPlace, type RenderHow } from "./list-layout.ts";
import { plainQuery, type ViewQuery } from "./view-query.ts";
import type { ViewState } from "./view-state.ts";
import type { RowsViewport } from "./viewport.ts";

type PageMessage = Extract<RowsMessage, { type: "page" }>;

/** Why a page was asked for, and so what to do with it. */
type Asked =
  | { readonly for: "first" }
  | { readonly for: "keys"; readonly keys: readonly RowKey[]; readonly index: number; readonly offset: number }
  | { readonly for: "far"; readonly index: number; readonly scrollTop: number }
  | { readonly for: "slide"; readonly side: "after" | "before"; readonly of: BlockId };

const slideRows = 80;
const mostRows = 500;
const mostBlocks = 6;
const firstRows = 300;
const rowsAboveTarget = 100;
const farPauseMs = 60;
const idleMs = 1_000;
const answerMs = 10_000;

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
  readonly #list = new BlockList();
  readonly #layout: ListLayout;
  readonly #listeners = new Listeners<[]>();
  readonly #lostListeners = new Listeners<[]>();
  #keysLive = true;
  #port: RowsPort | undefined;
  #state: ViewState;
  #query: ViewQuery;
  #asked: { readonly id: number; readonly what: Asked; readonly query: ViewQuery } | undefined;
  #first = 0;
  #firstIs: "exact" | "about" = "exact";
  #q: number | undefined;
  #dropped: BlockId[] = [];
  #frameAsked = false;
  #farAt = Number.NEGATIVE_INFINITY;
  #cancelFar: (() => void) | undefined;
  #cancelIdle: (() => void) | undefined;
  #cancelAnswer: (() => void) | undefined;
  #online = false;
  #closed = false;

  constructor({ viewport, clock, query = plainQuery, open }: RowsViewOptions) {
    this.#viewport = viewport;
    this.#clock = clock;
    this.#query = query;
    this.#layout = new ListLayout(viewport);
    this.#state = {
      ready: false,
      applied: query,
      busy: true,
      since: clock.now(),
      total: undefined,
      all: undefined,
      range: undefined,
      newAbove: 0,
      offline: false,
      asOf: undefined,
      error: undefined,
      r: undefined,
    };
    const port = open(this);
    this.#port = port;
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

  /** Number of the view on the wire. */
  get view(): number | undefined {
    return this.#port?.view;
  }

  /** Index in the whole list of a row that is shown. */
  indexOf(key: RowKey): number {
    return this.#first + this.#layout.shown.findIndex((row) => row.key === key);
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

  /** The view scrolled. */
  scrolled(): void {
    this.#layout.frozen = true;
    this.#cancelIdle?.();
    this.#cancelIdle = this.#clock.after(idleMs, () => this.#idle());
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
    this.#render({ type: "update", realign: true });
    this.#check();
  }

  /** Goes to a row of the list, by index. */
  jump(index: number): void {
    const asked: Asked = { for: "far", index, scrollTop: this.#viewport.scrollTop() };
    this.#ask(asked);
  }

  close(): void {
    this.#closed = true;
    for (const cancel of [this.#cancelFar, this.#cancelIdle, this.#cancelAnswer]) cancel?.();
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
    this.#forgetAsked();
    this.#dropped = [];
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
        if (message.id === 0 || message.id === this.#asked?.id) this.#askByKeys();
        return;
      case "failed":
        if (message.id !== this.#asked?.id) return;
        this.#forgetAsked();
        this.#set({ error: message.error, busy: false });
        return;
      case "push": {
        const outcome = this.#list.push(message);
        if (outcome === "gap") this.#askByKeys();
        else if (outcome === "applied") this.#renderSoon();
        return;
      }
      case "total":
        if (message.q !== this.#q) return;
        this.#set({ total: message.total });
        if (!this.#layout.frozen) this.#renderSoon();
        return;
      case "choices":
    }
  }

  #page(message: PageMessage): void {
    const asked = this.#asked;
    // A page without a request: the query itself changed, on the server.
    if (message.id !== 0 && message.id !== asked?.id) return;
    const isOwn = asked !== undefined && message.id === asked.id;
    // A new order that is on its way comes all the same, behind this page.
    if (isOwn || asked?.what.for !== "first") this.#forgetAsked();
    const what: Asked = isOwn ? asked.what : { for: "first" };
    this.#q = message.q;
    const applied = isOwn ? asked.query : this.#state.applied;
    const how = this.#take(message, what);
    if (how === undefined) {
      this.#askByKeys();
      return;
    }
    this.#set({
      ready: true,
      busy: this.#asked !== undefined,
      error: undefined,
      applied,
      r: message.r,
      // A slide says again what was known: only what is new counts.
      total: message.total ?? (what.for === "slide" ? this.#state.total : undefined),
      all: message.all ?? this.#state.all,
    });
    this.#render(how);
    this.#check();
  }

  /** Puts the answer into the list; how to render it, or undefined where it fits nothing any more. */
  #take(message: PageMessage, what: Asked): RenderHow | undefined {
    const { blocks, first } = message;
    this.#firstIs = message.firstIs ?? "exact";
    if (what.for === "slide") {
      const rows = blocks.reduce((sum, block) => sum + block.rows.keys.length, 0);
      const before = this.#rowsBefore(what.of);
      if (!this.#list.insert(what.side, what.of, blocks)) return undefined;
      if (what.side === "before") this.#first = first ?? Math.max(0, this.#first - rows);
      else if (first !== null) this.#first = Math.max(0, first - before);
      return { type: "update" };
    }
    this.#dropped = [];
    this.#list.replace(blocks);
    switch (what.for) {
      case "first":
        this.#first = first ?? 0;
        return { type: "top" };
      case "keys": {
        this.#first = first ?? what.index;
        this.#keysLive = true;
        const key = message.hit ?? this.#keyAt(what.index);
        return { type: what.keys.length === 0 ? "index" : "keys", key, offset: what.offset };
      }
      case "far": {
        this.#first = first ?? Math.max(0, what.index - rowsAboveTarget);
        return { type: "index", key: this.#keyAt(what.index), offset: what.scrollTop - this.#viewport.scrollTop() };
      }
    }
  }

  #keyAt(index: number): RowKey | undefined {
    return this.#list.order[Math.min(this.#list.count - 1, Math.max(0, index - this.#first))];
  }

  /** Rows up to the end of a block. */
  #rowsBefore(block: BlockId): number {
    let rows = 0;
    for (const { id, count } of this.#list.blocks) {
      rows += count;
      if (id === block) break;
    }
    return rows;
  }

  /** Asks for what is missing around the view. */
  #check(): void {
    if (!this.#online || this.#asked !== undefined || !this.#state.ready) return;
    const index = this.#layout.far(this.#place(), this.#list);
    if (index !== undefined) {
      this.#askFar(index);
      return;
    }
    const { first, last } = this.#layout.visible();
    const [head, tail] = [this.#list.blocks[0], this.#list.blocks.at(-1)];
    if (tail !== undefined && !this.#list.atEnd && last >= this.#list.count - slideRows) this.#slide("after", tail.id);
    else if (head !== undefined && !this.#list.atTop && first <= slideRows) this.#slide("before", head.id);
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

  /** Lets blocks at the other end go, those that are at least two blocks from the view. */
  #trim(end: "top" | "bottom"): void {
    let isTrimmed = false;
    for (;;) {
      const { blocks } = this.#list;
      if (blocks.length <= 3 || (this.#list.count < mostRows && blocks.length <= mostBlocks)) break;
      const [edge, next, third] = end === "top" ? blocks : blocks.toReversed();
      if (edge === undefined || next === undefined || third === undefined) break;
      const { first, last } = this.#layout.visible();
      const near = edge.count + next.count;
      if (end === "top" ? first < near : last >= this.#list.count - near) break;
      this.#list.drop(edge.id);
      this.#dropped.push(edge.id);
      if (end === "top") this.#first += edge.count;
      isTrimmed = true;
      this.#render({ type: "update" });
    }
    if (isTrimmed) this.#look();
  }

  #askAnew(): void {
    if (this.#state.ready && this.#list.count > 0 && this.#state.applied === this.#query) this.#askByKeys();
    else this.#ask({ for: "first" });
  }

  #askByKeys(): void {
    const keys = this.#layout.keysFromView(50);
    const first = keys[0];
    if (first === undefined) this.#ask({ for: "first" });
    else {
      const [index, offset] = [this.indexOf(first), this.#layout.offsetOf(first) ?? 0];
      this.#ask({ for: "keys", keys: this.#keysLive ? keys : [], index, offset });
    }
  }

  #ask(what: Asked): void {
    if (this.#port === undefined || !this.#online) return;
    this.#forgetAsked();
    const { sort, filter, search } = this.#query;
    // Within one query the server knows it; anew it has to be told, for it may know nothing of this view.
    const query = what.for === "first" || what.for === "keys" ? { sort, filter: encodedFilter(filter), search } : {};
    const at = this.#at(what);
    const drop = this.#dropped.length > 0 ? { drop: this.#dropped } : {};
    this.#dropped = [];
    const want = what.for === "slide" ? 100 : firstRows;
    const id = this.#port.ask({ type: "page", ...(at === undefined ? {} : { at }), want, ...query, ...drop });
    this.#asked = { id, what, query: this.#query };
    this.#cancelAnswer = this.#clock.after(answerMs, () => {
      if (this.#asked?.id === id) this.#ask(what);
    });
  }

  #at(what: Asked): PageAt | undefined {
    switch (what.for) {
      case "first":
        return undefined;
      case "keys":
        return { keys: what.keys, index: what.index };
      case "far":
        return { index: Math.max(0, what.index - rowsAboveTarget) };
      case "slide":
        return what.side === "after" ? { after: what.of } : { before: what.of };
    }
  }

  #forgetAsked(): void {
    this.#asked = undefined;
    this.#cancelAnswer?.();
    this.#cancelAnswer = undefined;
  }

  #idle(): void {
    this.#cancelIdle = undefined;
    if (this.#viewport.isHeldDown()) {
      this.#cancelIdle = this.#clock.after(idleMs, () => this.#idle());
      return;
    }
    this.#layout.frozen = false;
    const drifted = this.#layout.hasDrifted(this.#place(), this.#list);
    this.#render({ type: "update", ...(drifted ? { realign: true as const } : {}) });
    this.#check();
  }

  #renderSoon(): void {
    if (this.#frameAsked) return;
    this.#frameAsked = true;
    this.#viewport.onFrame(() => {
      this.#frameAsked = false;
      if (this.#closed) return;
      this.#render({ type: "update" });
      this.#check();
    });
  }

  #render(how: RenderHow): void {
    if (!this.#state.ready) return;
    this.#layout.render(this.#list, this.#place(), how);
    this.#look();
  }

  #place(): ListPlace {
    return { first: this.#first, total: this.#rowsInAll() };
  }

  #rowsInAll(): number {
    const loaded = this.#first + this.#list.count;
    if (this.#list.atEnd) return loaded;
    // Not counted yet: some more than what is here, so that the scrollbar says so.
    return Math.max(this.#state.total?.count ?? loaded + 1_000, loaded + 1);
  }

  /** Tells who shows counts what is in view. */
  #look(): void {
    const { first, last } = this.#layout.visible();
    const count = this.#layout.shown.length;
    const isInView = count > 0 && last >= 0 && first < count;
    const range = isInView
      ? {
          first: this.#first + Math.max(0, first),
          last: this.#first + Math.min(count - 1, last),
          is: this.#firstIs,
        }
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

function encodedFilter(filter: Filter | undefined): Filter | null {
  // As the wire has it: values with their tags, the shape the same.
  return filter === undefined ? null : (encodeValue(filter) as Filter);
}
