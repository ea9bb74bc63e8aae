// A fast sender is not refused: its socket is read more slowly. One that is over its pace for too long is closed. The pace
// is the tab's, whatever socket it comes on: who reconnects has no more of it.
import type { Limits } from "../protocol/limits.ts";
import type { Clock } from "./ports/clock.ts";
import type { Link } from "./ports/link.ts";

/** What a message counts against. */
export type PaceKind = "message" | "window";

interface Bucket {
  readonly perSecond: number;
  left: number;
  at: number;
}

/** The pace of one tab. */
export class Pace {
  readonly #clock: Clock;
  readonly #limits: Limits;
  #link: Link | undefined;
  readonly #buckets: Readonly<Record<PaceKind, Bucket>>;
  #isFull = false;
  #isPaused = false;
  #cancelResume: (() => void) | undefined;
  #cancelSlow: (() => void) | undefined;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
    const at = clock.now();
    this.#buckets = {
      message: { perSecond: limits.messagesPerSecond, left: limits.messageBurst, at },
      window: { perSecond: limits.windowsPerSecond, left: limits.messageBurst, at },
    };
  }

  /** A socket is there: it is read as what came before it allows. */
  attach(link: Link): void {
    this.detach();
    this.#link = link;
    this.#update();
  }

  /** The socket is gone. */
  detach(): void {
    this.#cancelResume?.();
    this.#cancelSlow?.();
    this.#isPaused = false;
    this.#link = undefined;
  }

  /** A message came in. */
  take(kind: PaceKind, now = this.#clock.now()): void {
    const bucket = this.#buckets[kind];
    this.#refill(bucket, now);
    bucket.left -= 1;
    if (bucket.left < 0) this.#update();
  }

  /** So many messages wait for their turn. */
  waiting(count: number): void {
    const isFull = count > this.#limits.maxPending;
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#update();
  }

  #refill(bucket: Bucket, now: number): void {
    bucket.left = Math.min(this.#limits.messageBurst, bucket.left + ((now - bucket.at) / 1000) * bucket.perSecond);
    bucket.at = now;
  }

  #update(): void {
    const link = this.#link;
    if (link === undefined) return;
    const waitMs = Math.max(this.#waitMs("message"), this.#waitMs("window"));
    this.#cancelResume?.();
    this.#cancelResume = waitMs > 0 ? this.#clock.after(Math.ceil(waitMs), () => this.#update()) : undefined;
    const mustPause = this.#isFull || waitMs > 0;
    if (mustPause === this.#isPaused) return;
    this.#isPaused = mustPause;
    if (mustPause) {
      link.pause();
      this.#cancelSlow = this.#clock.after(this.#limits.maxPausedMs, () => link.close("slow"));
    } else {
      this.#cancelSlow?.();
      link.resume();
    }
  }

  #waitMs(kind: PaceKind): number {
    const bucket = this.#buckets[kind];
    this.#refill(bucket, this.#clock.now());
    return bucket.left < 0 ? (-bucket.left / bucket.perSecond) * 1000 : 0;
  }
}
