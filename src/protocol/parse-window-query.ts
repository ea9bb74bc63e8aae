import { RxError } from "../errors/rx-error.ts";
import { decodeValue } from "./decode-value.ts";
import { Fields } from "./fields.ts";
import type { Limits } from "./limits.ts";
import { parseFilter } from "./parse-filter.ts";
import type { PageAt, Sort, WindowQuery } from "./rows.ts";

/** Keys that one page may be asked by. */
const maxAtKeys = 50;

/**
 * What a view asks for, from its JSON: shape and limits, the filter's values decoded.
 *
 * @throws RxError BAD_MESSAGE or MESSAGE_TOO_LARGE.
 */
export function parseWindowQuery(json: unknown, limits: Limits): WindowQuery {
  const fields = new Fields(json, "a window");
  const type = fields.text("type");
  switch (type) {
    case "page":
      return parsePage(fields, limits);
    case "values":
      return { type, col: fields.text("col"), ...parseSlice(fields, limits) };
    case "lookup":
      return { type, col: fields.text("col"), ...parseSlice(fields, limits), ...parseKey(fields) };
    case "close":
      return { type };
    default:
      return fields.fail("type", "page, values, lookup or close");
  }
}

function parsePage(fields: Fields, limits: Limits): WindowQuery {
  return {
    type: "page",
    want: fields.whole("want", 1, limits.maxWindowRows),
    ...(fields.has("at") ? { at: parseAt(fields.any("at")) } : {}),
    ...(fields.has("sort") ? { sort: parseSort(fields, limits) } : {}),
    ...parseFilterOf(fields, limits),
    ...parseSearch(fields, limits),
    ...(fields.has("drop") ? { drop: fields.list("drop", limits.maxItems, toNumber) } : {}),
  };
}

function parseAt(json: unknown): PageAt {
  const fields = new Fields(json, "a window's place");
  if (fields.has("keys")) return { keys: fields.list("keys", maxAtKeys, toNumber), index: fields.whole("index") };
  if (fields.has("after")) return { after: fields.whole("after") };
  if (fields.has("before")) return { before: fields.whole("before") };
  return { index: fields.whole("index") };
}

function parseSort(fields: Fields, limits: Limits): Sort {
  return fields.list("sort", limits.maxSorts, (item) => {
    const [column, direction]: readonly unknown[] = Array.isArray(item) ? item : [];
    if (typeof column !== "string" || (direction !== "asc" && direction !== "desc")) {
      return fields.fail("sort", 'a list of [column, "asc" or "desc"]');
    }
    return [column, direction];
  });
}

function parseFilterOf(fields: Fields, limits: Limits): Pick<Extract<WindowQuery, { type: "page" }>, "filter"> {
  if (!fields.has("filter")) return {};
  const json = fields.any("filter");
  return { filter: json === null ? null : parseFilter(decodeValue(json), limits) };
}

function parseSlice(fields: Fields, limits: Limits): { from: number; count: number; search?: string } {
  const count = fields.whole("count", 1, limits.maxLookupRows);
  return { from: fields.whole("from"), count, ...parseSearch(fields, limits) };
}

function parseSearch(fields: Fields, limits: Limits): { search?: string } {
  return fields.has("search") ? { search: fields.text("search", limits.maxFilterTextLength) } : {};
}

function parseKey(fields: Fields): { key?: string | number } {
  if (!fields.has("key")) return {};
  const key = fields.any("key");
  return { key: typeof key === "number" ? key : fields.text("key") };
}

function toNumber(item: unknown): number {
  if (typeof item === "number" && Number.isSafeInteger(item) && item >= 0) return item;
  throw new RxError("BAD_MESSAGE", { found: "a list of numbers that holds something else" });
}
