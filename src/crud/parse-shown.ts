import { Fields } from "../protocol/fields.ts";
import type { ShownRows } from "../protocol/crud.ts";
import { defaultLimits } from "../protocol/limits.ts";
import { parseFilter } from "../protocol/parse-filter.ts";
import type { Sort } from "../protocol/rows.ts";

/**
 * Sort, filter and search that a browser names: shape and limits. Whether there is such a column is the query's to say.
 *
 * @throws RxError BAD_MESSAGE or MESSAGE_TOO_LARGE
 */
export function parseShown(json: unknown): ShownRows {
  const fields = new Fields(json, "what a table shows");
  const filter = fields.any("filter");
  return {
    ...(fields.has("sort") && { sort: fields.list("sort", defaultLimits.maxSorts, (item) => sortOf(fields, item)) }),
    ...(filter !== undefined && { filter: filter === null ? null : parseFilter(filter, defaultLimits) }),
    ...(fields.has("search") && { search: fields.text("search", defaultLimits.maxFilterTextLength) }),
  };
}

function sortOf(fields: Fields, item: unknown): Sort[number] {
  const [column, direction]: unknown[] = Array.isArray(item) ? item : [];
  const isSort = typeof column === "string" && (direction === "asc" || direction === "desc");
  return isSort ? [column, direction] : fields.fail("sort", "a list of columns with their directions");
}
