import type { QuerySource } from "../../framework/ports/query-source.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { trackQueries } from "../track-queries.ts";
import { isRows, planOf } from "./plan-of.ts";

/** How the framework meets queries of a database. */
export function createQuerySource(handle: DatabaseHandle): QuerySource {
  return {
    ...trackQueries(handle),
    accepts: isRows,
    describe: (value) => {
      const { identity, list, keyed } = planOf(handle, value);
      return { identity, handle: { columns: list.map(({ description }) => description), keyed } };
    },
  };
}
