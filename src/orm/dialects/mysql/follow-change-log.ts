// Reads what others have committed from the table rx_changes, again and again. A row's number is drawn before its commit: rows may
// come after others with higher numbers, so missing ones are asked for until the database says that nobody holds them.
import { setTimeout as delay } from "node:timers/promises";
import type { NoticeListener } from "../remote/remote-exchange.ts";
import type { RemotePool } from "../remote/remote-pool.ts";
import { IdTrail } from "./id-trail.ts";

/** How often to look, and after a failure. */
const lookEveryMs = 150;
const retryEveryMs = 1_000;
/** A number that is missing for so long was rolled back, or its transaction still holds it. */
const missingMs = 1_000;
/** More missing numbers than this are not asked for one by one: anything may have been written. */
const maxHoles = 500;
/** Rows that are kept, after how many the older ones are deleted, and how many at most one look deletes. */
const keptRows = 10_000;
const pruneEvery = 1_000;
const maxPruned = 5_000;
/** Without a look for so long rows may have been deleted that were never seen. */
const maxAwayMs = 3_000;

/** Hears what others commit from when it settles; its end. */
export async function followChangeLog(
  pool: RemotePool,
  hasLog: () => boolean,
  listener: NoticeListener,
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const follower = new Follower(pool, listener);
  const look = async (isLate: boolean): Promise<boolean> => {
    try {
      if (hasLog()) await follower.look(isLate);
      return true;
    } catch (error) {
      if (!ending.signal.aborted) listener.failed(error);
      return false;
    }
  };
  let [isWell, lookedAt] = [await look(false), performance.now()];
  const ended = (async () => {
    for (;;) {
      const pauseMs = isWell ? lookEveryMs : retryEveryMs;
      await delay(pauseMs, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      if (ending.signal.aborted) return;
      isWell = await look(performance.now() - lookedAt > maxAwayMs);
      if (isWell) lookedAt = performance.now();
    }
  })();
  return async () => {
    ending.abort();
    await ended;
  };
}

class Follower {
  readonly #pool: RemotePool;
  readonly #listener: NoticeListener;
  #trail: IdTrail | undefined;
  #prunedAt = 0;

  constructor(pool: RemotePool, listener: NoticeListener) {
    this.#pool = pool;
    this.#listener = listener;
  }

  async look(isLate: boolean): Promise<void> {
    if (!this.#trail || isLate) {
      if (isLate) this.#listener.missed();
      this.#trail = await this.#begin();
    }
    const trail = this.#trail;
    const { holes } = trail;
    if (holes.length > maxHoles) {
      trail.drop(holes);
      this.#listener.missed();
      return;
    }
    const late = holes.length > 0 ? ` or id in (${holes.join()})` : "";
    const rows = await this.#rows(`select id, notice from rx_changes where id > ${trail.newest}${late} order by id`);
    this.#take(rows);
    await this.#settleHoles();
    await this.#prune();
  }

  /** What is committed now was seen by whoever reads from now on; what was rolled back and what is on its way are told apart later. */
  async #begin(): Promise<IdTrail> {
    const [[newest] = []] = await this.#rows("select coalesce(max(id), 0) from rx_changes");
    const first = Math.max(0, Number(newest) - maxHoles);
    const trail = new IdTrail(first);
    for (const [id] of await this.#rows(`select id from rx_changes where id > ${first} order by id`)) {
      trail.see(Number(id), performance.now());
    }
    return trail;
  }

  #take(rows: readonly (readonly unknown[])[]): void {
    for (const [id, notice] of rows)
      if (this.#trail?.see(Number(id), performance.now())) this.#listener.heard(String(notice));
  }

  /** A row that a transaction still holds cannot be locked; of the others, those that are not there never will be. */
  async #settleHoles(): Promise<void> {
    const old = this.#trail?.missingSince(performance.now() - missingMs) ?? [];
    for (const id of old) {
      try {
        this.#take(await this.#rows(`select id, notice from rx_changes where id = ${id} for update nowait`));
      } catch (error) {
        if (!isHeld(error)) throw error;
        continue;
      }
      this.#trail?.drop([id]);
    }
  }

  async #prune(): Promise<void> {
    const newest = this.#trail?.newest ?? 0;
    if (newest - this.#prunedAt < pruneEvery) return;
    this.#prunedAt = newest;
    const text = `delete from rx_changes where id <= ${newest - keptRows} order by id limit ${maxPruned}`;
    await this.#pool.run({ text, params: [], asArrays: false });
  }

  async #rows(text: string): Promise<readonly (readonly unknown[])[]> {
    const { rows } = await this.#pool.run({ text, params: [], asArrays: true });
    return rows as unknown[][]; // as: asked for as arrays
  }
}

function isHeld(error: unknown): boolean {
  return ["ER_LOCK_WAIT_TIMEOUT", "ER_LOCK_NOWAIT"].includes(String(Reflect.get(Object(error), "code")));
}
