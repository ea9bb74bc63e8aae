import type { LiveRows } from "../ports/live-source.ts";
import type { BlockWatcher } from "./block.ts";
import type { LiveHost } from "./live-host.ts";
import type { Pending } from "./pending.ts";

/** A live query as what keeps it up sees it. */
export interface LivingRows {
  /** Its number on the wire. */
  readonly q: number;
  readonly rows: LiveRows;
  readonly host: LiveHost;
  /** What was committed and not looked at yet. */
  readonly pending: Pending;
  readonly viewers: ReadonlySet<BlockWatcher>;
  /** Runs `job` when all before it is done and what was committed is applied. */
  run<T>(job: () => Promise<T>): Promise<T>;
}
