import { AsyncLocalStorage } from "node:async_hooks";
import type { Limits } from "../../protocol/limits.ts";
import type { RowKey } from "../../protocol/rows.ts";
import type { ChangeFeed } from "../ports/change-feed.ts";
import type { Clock } from "../ports/clock.ts";
import type { LiveSource } from "../ports/live-source.ts";
import type { Log } from "../ports/log.ts";
import type { Random } from "../ports/random.ts";
import type { RowsService } from "../ports/rows-service.ts";
import type { Refusals } from "../refusals.ts";
import { FanOut } from "./fan-out.ts";
import { LiveRegistry } from "./live-registry.ts";
import { LiveSession } from "./live-session.ts";

/** What live rows stand on. */
export interface RowsServiceOptions {
  readonly source: LiveSource;
  readonly feed: ChangeFeed;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: Random;
  /** Counts what is refused. */
  readonly refusals?: Refusals | undefined;
  /**
   * The first number of a rows var's rows. An app draws it by lot: what a browser still sends with a number from before
   * a restart must not name another row. Default: 1.
   */
  readonly firstKey?: () => RowKey;
}

/** The live rows of a process: windows, blocks that are kept up to date in every tab, totals, choices, edits. */
export function createRowsService(options: RowsServiceOptions): RowsService & { close(): void } {
  // A commit is told inside the event that made it; what we read belongs to none.
  const outside = AsyncLocalStorage.snapshot();
  const later = (callback: () => void): void => outside(() => void setImmediate(callback));
  let nextBlock = 1;
  const registry = new LiveRegistry(options.feed, {
    limits: options.limits,
    clock: options.clock,
    log: options.log,
    later,
    fanOut: new FanOut(options.limits.fanOutChunk, later),
    nextBlockId: () => nextBlock++,
    firstKey: options.firstKey ?? (() => 1),
  });
  return {
    open: (session) => new LiveSession(session, { ...options, registry, outside }),
    close: () => registry.close(),
  };
}
