import { randomBytes } from "node:crypto";
import { createLog } from "../../src/app/create-log.ts";
import { systemClock } from "../../src/app/system-clock.ts";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import type { Link, SharedFrame } from "../../src/framework/ports/link.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { createLiveSource } from "../../src/orm/window/create-live-source.ts";
import type { RowsMessage, WindowQuery } from "../../src/protocol/rows.ts";
import { benchLimits } from "../measure/bench-limits.ts";

type Page = Extract<RowsMessage, { type: "page" }>;
type PageQuery = Extract<WindowQuery, { type: "page" }>;

/** The live rows of a process, as `rx start` makes them. */
export function createBenchRows(handle: DatabaseHandle): ReturnType<typeof createRowsService> {
  return createRowsService({
    source: createLiveSource(handle),
    feed: handle.changes,
    limits: benchLimits,
    clock: systemClock,
    log: createLog(),
    random: (bytes) => randomBytes(bytes).toString("base64url"),
  });
}

/** One view without a socket: from the message to the text that would leave. */
export class Scroller {
  /** Frames that it was sent and that others were sent too. */
  readonly shared: SharedFrame[] = [];
  readonly #session: SessionRows;
  #answer: ((text: string) => void) | undefined;
  #id = 0;
  #block = 0;
  #held: readonly number[] = [];
  #older: readonly number[] = [];

  constructor(rows: ReturnType<typeof createRowsService>, query: unknown) {
    const link: Link = {
      queuedBytes: 0,
      send: (text) => this.#answer?.(text),
      sendShared: (frame) => void this.shared.push(frame),
      close: () => {},
      pause: () => {},
      resume: () => {},
    };
    this.#session = rows.open({ current: () => ({ r: 1, value: query }), link: () => link });
  }

  /** A page and the milliseconds that it took. */
  async ask(q: Omit<PageQuery, "type">): Promise<{ readonly page: Page; readonly ms: number }> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#answer = (text) => {
      if (text.includes('"type":"page"') || text.includes('"failed"')) resolve(text);
    };
    const startedAt = performance.now();
    this.#session.window({ t: "window", id: ++this.#id, view: 1, s: "Bench", n: "rows", q: { type: "page", ...q } });
    const text = await promise;
    const ms = performance.now() - startedAt;
    const page: Page = JSON.parse(text);
    if (page.type !== "page") throw new TypeError(text);
    this.#held = [...(q.at && "after" in q.at ? this.#held : []), ...page.blocks.map(({ b }) => b)];
    this.#block = this.#held.at(-1) ?? 0;
    return { page, ms };
  }

  /** The next 100 rows; the blocks before the last one go. */
  async scroll(): Promise<{ readonly page: Page; readonly ms: number }> {
    const answer = await this.ask({ at: { after: this.#block }, want: 100, drop: this.#older });
    const rows = answer.page.blocks.reduce((sum, block) => sum + block.rows.keys.length, 0);
    if (rows !== 100) throw new RangeError(`expected 100 rows, found ${rows}`);
    this.#older = this.#held.slice(0, -1);
    this.#held = this.#held.slice(-1);
    return answer;
  }

  close(): void {
    this.#session.close();
  }
}
