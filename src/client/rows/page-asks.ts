// One request for a page at a time. A newer one takes its place; an answer to an older one is nobody's.
import type { Clock } from "../../framework/ports/clock.ts";
import type { BlockId, Filter, PageAt, RowKey } from "../../protocol/rows.ts";
import { encodeValue } from "../../protocol/values.ts";
import type { RowsPort } from "../rows-traffic.ts";
import type { ViewQuery } from "./view-query.ts";

/** Why a page was asked for, and so what to do with it. */
export type Asked =
  | { readonly for: "first" }
  | { readonly for: "keys"; readonly keys: readonly RowKey[]; readonly index: number; readonly offset: number }
  | { readonly for: "far"; readonly index: number; readonly scrollTop: number }
  | { readonly for: "slide"; readonly side: "after" | "before"; readonly of: BlockId };

/** A request on its way. */
export interface PageAsk {
  readonly id: number;
  readonly what: Asked;
  readonly query: ViewQuery;
}

/** Rows asked for above the one that is wanted, so that one can scroll up from it at once. */
export const rowsAboveTarget = 100;
const firstRows = 300;
const slideRows = 100;
/** After this long an answer is taken for lost. */
const answerMs = 10_000;

/** The requests of one view. */
export class PageAsks {
  readonly #port: RowsPort;
  readonly #clock: Clock;
  #current: PageAsk | undefined;
  #dropped: BlockId[] = [];
  #cancelWait: (() => void) | undefined;

  constructor(port: RowsPort, clock: Clock) {
    this.#port = port;
    this.#clock = clock;
  }

  /** The request that is on its way. */
  get current(): PageAsk | undefined {
    return this.#current;
  }

  /** A block that is not watched any more: the next request says so. */
  drop(block: BlockId): void {
    this.#dropped.push(block);
  }

  send(what: Asked, query: ViewQuery): void {
    this.forget();
    const { sort, filter, search } = query;
    // Within one query the server knows it; anew it has to be told, for it may know nothing of this view.
    const isAnew = what.for === "first" || what.for === "keys";
    const told = isAnew ? { sort, filter: encodedFilter(filter), search } : {};
    const at = placeOf(what);
    const drop = this.#dropped.length > 0 ? { drop: this.#dropped } : {};
    this.#dropped = [];
    const want = what.for === "slide" ? slideRows : firstRows;
    const id = this.#port.ask({ type: "page", ...(at === undefined ? {} : { at }), want, ...told, ...drop });
    this.#current = { id, what, query };
    this.#cancelWait = this.#clock.after(answerMs, () => this.send(what, query));
  }

  /** The request is answered, or will never be. */
  forget(): void {
    this.#current = undefined;
    this.#cancelWait?.();
    this.#cancelWait = undefined;
  }

  /** The line went: nothing is watched, so nothing is to be let go. */
  reset(): void {
    this.forget();
    this.#dropped = [];
  }
}

function placeOf(what: Asked): PageAt | undefined {
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

function encodedFilter(filter: Filter | undefined): Filter | null {
  // As the wire has it: values with their tags, the shape the same.
  return filter === undefined ? null : (encodeValue(filter) as Filter);
}
