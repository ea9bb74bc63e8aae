import type { Limits } from "../../protocol/limits.ts";
import type { BlockId, RowKey } from "../../protocol/rows.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { BlockWatcher } from "./block.ts";
import type { FanOut } from "./fan-out.ts";

/** What all live queries of a process share. */
export interface LiveHost {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Log;
  readonly fanOut: FanOut<BlockWatcher>;
  /** Calls back after everything that waits had its turn, outside of any event's context. */
  readonly later: (callback: () => void) => void;
  readonly nextBlockId: () => BlockId;
  /** The first number of the rows of a rows var. */
  readonly firstKey: () => RowKey;
}
