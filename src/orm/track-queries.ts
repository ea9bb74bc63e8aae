import type { QuerySource } from "../framework/ports/query-source.ts";
import type { DatabaseHandle } from "./session/database-handle.ts";
import { trackReads } from "./session/read-tracking.ts";

/** The part of a query source that follows tables: which are read, and which a commit wrote. */
export function trackQueries(handle: DatabaseHandle): Pick<QuerySource, "track" | "onCommit"> {
  return {
    track: trackReads,
    onCommit: (callback) => handle.changes.onCommit((changes) => callback(new Set(changes.map(({ table }) => table)))),
  };
}
