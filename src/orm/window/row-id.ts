import type { RowId } from "../../framework/ports/live-source.ts";
import { decodeValue } from "../../protocol/decode-value.ts";
import { encodeValue } from "../../protocol/values.ts";

/** The id of a row by its key's values as the driver gives them: the number itself where the key is one. */
export function toRowId(values: readonly unknown[]): RowId {
  const [only] = values;
  if (values.length === 1 && typeof only === "number") return only;
  return JSON.stringify(encodeValue(values));
}

/** The key's values in an id. */
export function fromRowId(id: RowId): readonly unknown[] {
  if (typeof id === "number") return [id];
  const values: unknown = decodeValue(JSON.parse(id));
  return Array.isArray(values) ? values : [];
}
