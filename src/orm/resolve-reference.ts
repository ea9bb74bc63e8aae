import { is, Column } from "drizzle-orm";
import { RxError } from "../errors/rx-error.ts";
import type { RefSpec } from "./columns/column-spec.ts";
import { placeOf, type ColumnPlace } from "./late-table.ts";
import type { ModelInfo } from "./model-info.ts";
import { modelByName } from "./model-registry.ts";

/** The key that a reference points to: of a model, or of a table that was written with Drizzle's own functions. */
export type ReferenceTarget = ColumnPlace | Column;

/** Finds the key that a reference points to. Throws REF_UNKNOWN or REF_KEY_MISMATCH. */
export function resolveReference(model: ModelInfo, key: string, ref: RefSpec): ReferenceTarget {
  const column = `${model.name}.${key}`;
  if (typeof ref.target === "string") return resolveName(column, ref.target, ref.key);
  const found: unknown = placeOf(ref.target);
  if (found === undefined || found === null || typeof found !== "object")
    throw new RxError("REF_UNKNOWN", { column, found: `${String(found)}: no such column` });
  return found as ReferenceTarget; // as: the type of `ref()` admits columns only
}

function resolveName(column: string, table: string, expected: RefSpec["key"]): ColumnPlace {
  const model = modelByName(table);
  if (!model) throw new RxError("REF_UNKNOWN", { column, found: `"${table}", which is no model` });
  const keys = [...model.columns].filter(([, spec]) => spec.primary);
  const [first] = keys;
  if (!first || keys.length > 1)
    throw new RxError("REF_UNKNOWN", { column, found: `"${table}", which has no key of one column` });
  const found = first[1].kind === "uuid" || first[1].kind === "text" ? "uuid" : "number";
  if (found !== expected) {
    const words = { number: "number key", uuid: "text key" };
    throw new RxError("REF_KEY_MISMATCH", { column, target: table, expected: words[expected], found: words[found] });
  }
  return { model, key: first[0] };
}

/** Is a reference's target a column of a table that is no model? */
export function isNativeColumn(target: ReferenceTarget): target is Column {
  return is(target, Column);
}
