import { RxError } from "../errors/rx-error.ts";
import { Fields } from "./fields.ts";
import type { Limits } from "./limits.ts";
import type { Filter } from "./rows.ts";

/** What a filter may cost. */
export type FilterLimits = Pick<Limits, "maxConditions" | "maxConditionDepth" | "maxInValues" | "maxFilterTextLength">;

/**
 * A filter from its decoded JSON: shape and limits. Whether a column exists, may be filtered and takes such a value is
 * for the query to say.
 *
 * @throws RxError BAD_MESSAGE or MESSAGE_TOO_LARGE.
 */
export function parseFilter(json: unknown, limits: FilterLimits): Filter {
  let conditions = 0;
  return parse(json, 1);

  function parse(part: unknown, depth: number): Filter {
    if (depth > limits.maxConditionDepth) refuse(limits.maxConditionDepth, "levels of conditions");
    if (++conditions > limits.maxConditions) refuse(limits.maxConditions, "conditions");
    const fields = new Fields(part, "a filter");
    const list = (name: string) => fields.list(name, limits.maxConditions, (item) => parse(item, depth + 1));
    if (fields.has("all")) return { all: list("all") };
    if (fields.has("any")) return { any: list("any") };
    return parseCondition(fields, limits);
  }
}

function parseCondition(fields: Fields, limits: FilterLimits): Filter {
  const col = fields.text("col");
  const op = fields.text("op");
  switch (op) {
    case "contains":
    case "notContains":
    case "startsWith":
    case "endsWith":
      return { col, op, value: fields.text("value", limits.maxFilterTextLength) };
    case "eq":
    case "ne":
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return { col, op, value: parseValue(fields.any("value"), limits) };
    case "between":
      return { col, op, value: parseValue(fields.any("value"), limits), to: parseValue(fields.any("to"), limits) };
    case "in":
    case "notIn":
      return { col, op, values: fields.list("values", limits.maxInValues, (value) => parseValue(value, limits)) };
    case "blank":
    case "notBlank":
      return { col, op };
    default:
      return fields.fail("op", "an operator");
  }
}

/** One value of a column: anything but a container. */
function parseValue(value: unknown, limits: FilterLimits): unknown {
  const isScalar = typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array;
  if (!isScalar) throw new RxError("BAD_MESSAGE", { found: "a filter that compares with an object" });
  if (typeof value === "string" && value.length > limits.maxFilterTextLength) {
    refuse(limits.maxFilterTextLength, "characters in a filter's text");
  }
  return value;
}

function refuse(limit: number, unit: string): never {
  throw new RxError("MESSAGE_TOO_LARGE", { limit, unit, found: "more" });
}
