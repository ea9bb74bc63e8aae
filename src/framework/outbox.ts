// What leaves for one tab: numbered deltas, in order. A reader that is too slow gets no more of them but, once it has
// caught up, one snapshot; the answers that were due meanwhile come with it.
import type { DeltaBody } from "./body-writer.ts";
import type { FormMessage } from "../protocol/form.ts";
import type { Limits } from "../protocol/limits.ts";
import type { Answer } from "../protocol/messages.ts";
import { isPlainAnswer } from "./is-plain-answer.ts";
import type { Clock } from "./ports/clock.ts";
import type { Link } from "./ports/link.ts";
import type { Refusals } from "./refusals.ts";

/** What an outbox needs of its session. */
export interface OutboxOwner {
  /** All that the browser may know. */
  snapshot(): DeltaBody | undefined;
  /** Forms that go before these States. */
  forms(states: readonly string[]): readonly FormMessage[];
  /** A delta left with other queries of rows vars. */
  rowsChanged(state: string, names: readonly string[]): void;
}

/** What a way out is made with. */
export interface OutboxOptions {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly refusals?: Refusals | undefined;
}

/** The way out of one session. */
export class Outbox {
  readonly #owner: OutboxOwner;
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #refusals: Refusals | undefined;
  #version = 0;
  #link: Link | undefined;
  /** The browser knows nothing: the next delta is whole. */
  #isFresh = true;
  #isBehind = false;
  #owed: Answer[] = [];
  #cancelSlow: (() => void) | undefined;
  readonly #sentForms = new Set<string>();

  constructor(owner: OutboxOwner, { clock, limits, refusals }: OutboxOptions) {
    this.#owner = owner;
    this.#clock = clock;
    this.#limits = limits;
    this.#refusals = refusals;
  }

  get link(): Link | undefined {
    return this.#link;
  }

  /** Version of the last delta, sent or lost. */
  get version(): number {
    return this.#version;
  }

  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** A socket is there. `isFresh`: its page knows nothing yet. */
  attach(link: Link, isFresh: boolean): void {
    this.#link = link;
    this.#isFresh = isFresh;
    this.#isBehind = false;
    this.#owed = [];
    if (isFresh) this.#sentForms.clear();
  }

  /** Something changed that nobody was told. */
  lose(): void {
    this.#version += 1;
  }

  detach(): void {
    this.#link = undefined;
    this.#cancelSlow?.();
    this.#cancelSlow = undefined;
  }

  /** Sends a delta, or remembers that one was lost. */
  post(body: DeltaBody, answer: Answer | undefined): void {
    const link = this.#link;
    if (body.text === "" && answer === undefined) return;
    if (link === undefined) {
      if (body.text !== "") this.lose();
      return;
    }
    if (this.#isBehind || link.queuedBytes > this.#limits.maxQueuedBytes) {
      this.#fallBehind(link);
      if (answer !== undefined) this.#owed.push(answer);
      return;
    }
    this.#send(link, body, answer);
  }

  /** Sends all that the browser may know. */
  postSnapshot(answer?: Answer): void {
    const link = this.#link;
    const body = link === undefined ? undefined : this.#owner.snapshot();
    if (link !== undefined && body !== undefined) this.#send(link, body, answer);
  }

  /** The bytes that were queued have left. */
  drained(): void {
    if (!this.#isBehind || this.#link === undefined) return;
    this.#isBehind = false;
    this.#cancelSlow?.();
    const [first, ...others] = this.#owed.splice(0);
    this.postSnapshot(first);
    for (const answer of others) this.post(nothing, answer);
  }

  #fallBehind(link: Link): void {
    if (this.#isBehind) return;
    this.#isBehind = true;
    this.#refusals?.count("behind");
    this.#cancelSlow = this.#clock.after(this.#limits.maxPausedMs, () => link.close("slow"));
  }

  #send(link: Link, body: DeltaBody, answer: Answer | undefined): void {
    for (const form of this.#owner.forms(body.newStates)) {
      if (this.#sentForms.has(form.model)) continue;
      this.#sentForms.add(form.model);
      link.send(JSON.stringify(form));
    }
    this.#version += 1;
    const end =
      answer === undefined ? "}" : `,"a":${isPlainAnswer(answer) ? `{"id":${answer.id}}` : JSON.stringify(answer)}}`;
    link.send(`{"t":"delta","v":${this.#version}${body.text}${end}`);
    if (body.isFull) this.#isFresh = false;
    for (const [state, names] of body.newRows) this.#owner.rowsChanged(state, names);
  }
}

const nothing: DeltaBody = { text: "", isFull: false, newRows: [], newStates: [] };
