// How many rows there are and where in the order a row stands: counted once, then kept up by committed writes.
import type { RowsMessage, Total } from "../../protocol/rows.ts";
import type { Tuple } from "../ports/live-source.ts";
import { isCancelled } from "./is-cancelled.ts";
import type { LivingRows } from "./living-rows.ts";
import { Skeleton, type Found } from "./skeleton.ts";

/** A pushed total follows the last one after this time at the earliest. */
const pushPauseMs = 500;
/** Counting again takes at most one part in so many of the time. */
const countShare = 10;
/** A count that commits come into is tried so often, then called `about`. */
const maxCounts = 3;

/** A segment that has grown is split in so many places at most for one answer. */
const maxSplits = 20;

/** A key for an index. */
export interface KeyAt {
  readonly tuple: Tuple;
  readonly index: number;
  readonly isAbout: boolean;
}

/** Total and skeleton of a live query. */
export class Position {
  readonly #query: LivingRows;
  #total: Total | null = null;
  #isStale = false;
  #isCounting = false;
  #skeleton: Skeleton | undefined;
  #isBuilding = false;
  /** Rows that moved from where nobody knows since the skeleton was made. */
  #lostMoves = 0;
  #cancelPush: (() => void) | undefined;
  #pushedAt = Number.NEGATIVE_INFINITY;
  #countMs = 0;
  #isEnded = false;

  constructor(query: LivingRows) {
    this.#query = query;
  }

  get total(): Total | null {
    return this.#total;
  }

  /** Is there anything that moved rows have to be told to? */
  get isKept(): boolean {
    return this.#total !== null || this.#skeleton !== undefined;
  }

  /** Takes the total of a query with the same condition, so that it is counted once. */
  begin(total: Total): void {
    this.#total ??= total;
  }

  /** A row went from one place to another; null: not in the result; `from` undefined: nobody knows. */
  moved(from: Tuple | null | undefined, to: Tuple | null): void {
    if (from === undefined) {
      this.#isStale = true;
      this.#lostMoves++;
      // One that is being made would be taken for exact; one that is there loses little by a few rows.
      if (!this.#skeleton?.isComplete) this.#skeleton = undefined;
      if (this.#total && this.#total.is === "exact") this.#total = { ...this.#total, is: "about" };
      this.#schedulePush();
      return;
    }
    this.#skeleton?.move(from, to);
    const by = (to === null ? 0 : 1) - (from === null ? 0 : 1);
    if (by === 0 || !this.#total) return;
    this.#total = { ...this.#total, count: Math.max(0, this.#total.count + by) };
    this.#schedulePush();
  }

  /** Nobody knows what changed. */
  lost(): void {
    this.#skeleton = undefined;
    this.#isStale = true;
    if (this.#total?.is === "exact") this.#total = { ...this.#total, is: "about" };
    if (this.#total) this.#schedulePush();
  }

  /** Sees to it that a total is known soon; who watches is told. */
  ensureTotal(): void {
    if ((this.#total && !this.#isStale) || this.#isCounting || this.#isEnded) return;
    this.#isCounting = true;
    this.#query.host.later(() => {
      this.#count()
        .catch((error: unknown) => {
          if (!isCancelled(error)) this.#query.host.log.error({ error }, "A count of rows failed.");
        })
        .finally(() => {
          this.#isCounting = false;
        });
    });
  }

  /** The key of the row with this index, or of one near it; undefined: there is no row. To be called within `query.run`. */
  async keyAt(index: number): Promise<KeyAt | undefined> {
    const { rows } = this.#query;
    if (index <= this.#step) return await this.#keyIn({ from: null, until: null }, index, 0);
    const skeleton = this.#skeleton;
    if (skeleton?.isComplete && !this.#isWorn(skeleton)) {
      const wanted = Math.min(index, Math.max(0, skeleton.total - 1));
      const found = await this.#segmentAt(skeleton, wanted);
      return found ? await this.#keyIn(found, wanted - found.before, found.before) : undefined;
    }
    this.#build();
    if (!this.#total) await this.#countNow();
    const count = Math.max(1, this.#total?.count ?? 1);
    const tuple = await rows.near(Math.min(1, index / count));
    if (tuple) return { tuple, index, isAbout: true };
    return await this.#keyIn({ from: null, until: null }, index, 0);
  }

  /** The index of a key; undefined where it is not known. To be called within `query.run`. */
  async indexOf(tuple: Tuple): Promise<number | undefined> {
    const found = this.#skeleton?.isComplete ? this.#skeleton.atKey(tuple) : undefined;
    if (!found) return undefined;
    return found.before + (await this.#query.rows.countSpan({ from: found.from, until: tuple }));
  }

  end(): void {
    this.#isEnded = true;
    this.#cancelPush?.();
  }

  /** Rows between two keys of the skeleton. */
  get #step(): number {
    return Math.min(this.#query.host.limits.skeletonStep, this.#query.rows.hopRows);
  }

  /** The segment with this index; one that has grown long is split, so that no more rows are ever skipped than a few. */
  async #segmentAt(skeleton: Skeleton, index: number): Promise<Found | undefined> {
    const { rows, pending } = this.#query;
    for (let splits = 0; splits < maxSplits; splits++) {
      const found = skeleton.atIndex(index);
      if (!found || found.count <= 2 * this.#step) return found;
      const [row] = await rows.read({ from: found.from, until: found.until }, 1, this.#step);
      // A commit came in between: which side of the cut it is on is not known.
      if (!row || !pending.isEmpty || this.#skeleton !== skeleton) return skeleton.atIndex(index);
      skeleton.split(found, row.tuple, this.#step);
    }
    return skeleton.atIndex(index);
  }

  async #keyIn(
    span: { readonly from: Tuple | null; readonly until: Tuple | null },
    offset: number,
    before: number,
  ): Promise<KeyAt | undefined> {
    const { rows } = this.#query;
    const [row] = await rows.read(span, 1, Math.max(0, offset));
    if (row) return { tuple: row.tuple, index: before + offset, isAbout: false };
    // Beyond the last row: the end of the list is what was meant.
    const [last] = await rows.readLast(span, 1);
    return last ? { tuple: last.tuple, index: before + offset, isAbout: true } : undefined;
  }

  async #count(): Promise<void> {
    if (this.#isEnded) return;
    await this.#query.run(() => this.#countNow());
    this.#pushNow();
  }

  async #countNow(): Promise<void> {
    const { rows, pending, host } = this.#query;
    for (let tries = 1; ; tries++) {
      const startedAt = host.clock.now();
      const total = await rows.count(host.limits.countBudgetMs);
      this.#countMs = host.clock.now() - startedAt;
      if (pending.isEmpty || tries === maxCounts) {
        this.#isStale = !pending.isEmpty;
        this.#total = pending.isEmpty || total.is !== "exact" ? total : { ...total, is: "about" };
        // Counted again when it is quieter.
        if (this.#isStale) this.#schedulePush();
        return;
      }
    }
  }

  /** Makes the skeleton beside everything else, one piece at a time. */
  #build(): void {
    const { compare } = this.#query.rows;
    if (this.#isBuilding || this.#isEnded || !compare) return;
    this.#isBuilding = true;
    this.#lostMoves = 0;
    const skeleton = new Skeleton(compare, this.#step);
    this.#skeleton = skeleton;
    const next = (): void => {
      this.#query.host.later(() => {
        this.#extend(skeleton).then(
          (more) => (more ? next() : this.#built(skeleton)),
          (error: unknown) => {
            this.#isBuilding = false;
            if (this.#skeleton === skeleton) this.#skeleton = undefined;
            if (!isCancelled(error))
              this.#query.host.log.error({ error }, "The skeleton of a live query could not be made.");
          },
        );
      });
    };
    next();
  }

  /** @returns is there more to read? */
  async #extend(skeleton: Skeleton): Promise<boolean> {
    if (this.#isEnded || this.#skeleton !== skeleton) return false;
    return await this.#query.run(async () => {
      const { rows, pending } = this.#query;
      const piece = await rows.slice(skeleton.cursor, this.#step);
      if (!piece || this.#skeleton !== skeleton) {
        if (this.#skeleton === skeleton) this.#skeleton = undefined;
        return false;
      }
      // Whether the piece has seen a commit that came meanwhile is not known: it is read again.
      if (pending.isEmpty) skeleton.extend(piece);
      return !skeleton.isComplete;
    });
  }

  #built(skeleton: Skeleton): void {
    this.#isBuilding = false;
    if (this.#skeleton !== skeleton || !skeleton.isComplete) return;
    this.#total = { count: skeleton.total, is: "exact" };
    this.#isStale = false;
    this.#schedulePush();
  }

  #isWorn(skeleton: Skeleton): boolean {
    const worn = this.#lostMoves * 100 > skeleton.total;
    if (worn) this.#skeleton = undefined;
    return worn;
  }

  #schedulePush(): void {
    if (this.#isEnded) return;
    const { clock } = this.#query.host;
    const pauseMs = this.#isStale ? Math.max(pushPauseMs, this.#countMs * countShare) : pushPauseMs;
    const waitMs = Math.max(0, this.#pushedAt + pauseMs - clock.now());
    this.#cancelPush ??= clock.after(waitMs, () => {
      this.#cancelPush = undefined;
      if (this.#isStale) this.ensureTotal();
      else this.#pushNow();
    });
  }

  #pushNow(): void {
    if (!this.#total || this.#isEnded) return;
    this.#pushedAt = this.#query.host.clock.now();
    const message: RowsMessage = { t: "rows", type: "total", q: this.#query.q, total: this.#total };
    const frame = { text: JSON.stringify(message) };
    this.#query.host.fanOut.push(this.#query.viewers, (viewer) => viewer.receiveTotal(frame));
  }
}
