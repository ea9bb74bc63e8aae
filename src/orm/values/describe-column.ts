import { getTableName, type Column } from "drizzle-orm";
import type { ColumnDescription } from "../../protocol/rows.ts";
import { columnFacts } from "./column-facts.ts";
import { referenceOf } from "./reference-of.ts";

/** What forms and grids are told of a column. Whether it can be sorted, filtered, searched or edited is the query's to say. */
export function describeColumn(column: Column): ColumnDescription {
  const { key, kind, storage, label, help, notNull } = columnFacts(column);
  const { max, precision, scale, choices } = storage;
  const target = kind === "ref" ? referenceOf(column) : undefined;
  return {
    name: key,
    kind,
    label,
    ...(!notNull && { nullable: true }),
    ...(storage.kind === "oneOf" && choices && { choices }),
    ...(storage.kind === "decimal" && scale !== undefined && { scale }),
    ...(storage.kind === "decimal" && precision !== undefined && { precision }),
    ...((storage.kind === "text" || storage.kind === "longText") && max !== undefined && { max }),
    ...(help !== undefined && { help }),
    ...(target && { ref: { model: getTableName(target.table), key: keyType(target.key) } }),
  };
}

function keyType(key: Column): "number" | "string" {
  const { kind } = columnFacts(key).storage;
  return kind === "id" || kind === "integer" ? "number" : "string";
}
