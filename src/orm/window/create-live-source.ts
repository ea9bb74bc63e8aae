import type { LiveSource } from "../../framework/ports/live-source.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { columnValues } from "./column-values.ts";
import { editCell } from "./edit-cell.ts";
import { lookUp } from "./look-up.ts";
import type { MissingIndex } from "./missing-index.ts";
import { planOf } from "./plan-of.ts";
import { fromRowId } from "./row-id.ts";
import { columnKey, originalName } from "./table-names.ts";
import { WindowRows } from "./window-rows.ts";

/** What a live source tells while an app is written. */
export interface LiveSourceOptions {
  /** A long table is read as a whole for a window, and one index would mend it. Told once for each. */
  readonly onMissingIndex?: ((missing: MissingIndex) => void) | undefined;
}

/** Live rows on a database: any Drizzle select, any table, `rows(…)`. */
export function createLiveSource(handle: DatabaseHandle, { onMissingIndex }: LiveSourceOptions = {}): LiveSource {
  const told = new Set<string>();
  const tellOnce = (missing: MissingIndex): void => {
    if (told.has(missing.add)) return;
    told.add(missing.add);
    onMissingIndex?.(missing);
  };
  return {
    open: (query, view) => new WindowRows(handle, planOf(handle, query), view, onMissingIndex && tellOnce),
    values: (query, request) => columnValues(handle, planOf(handle, query), request),
    lookup: (query, request) => lookUp(handle, planOf(handle, query), request),
    edit: (query, change) => editCell(handle, planOf(handle, query), change),
    primaryKey: (query, id) => {
      const result: Record<string, Record<string, unknown>> = {};
      const values = fromRowId(id);
      for (const [at, { column }] of planOf(handle, query).keys.entries()) {
        const value = values[at];
        if (!column || value === null || value === undefined) continue;
        const table = (result[originalName(column.table)] ??= {});
        table[columnKey(column)] = column.mapFromDriverValue(value);
      }
      return result;
    },
  };
}
