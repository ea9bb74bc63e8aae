import { Column, is, type SQL } from "drizzle-orm";
import type { ColumnDescription } from "../../protocol/rows.ts";
import type { Storage } from "../table-plan.ts";
import { columnFacts } from "../values/column-facts.ts";
import { describeColumn } from "../values/describe-column.ts";
import { decoderOf, type Expression } from "./expression.ts";

/** A field of a select as the browser is told of it, and how its values are kept. */
export interface DescribedField {
  readonly description: ColumnDescription;
  readonly kind: Storage["kind"];
}

/** Describes a field: a column by what its model says, an expression by what decodes it. */
export function describeField(name: string, expression: Expression, nullable: boolean): DescribedField {
  if (is(expression, Column)) {
    const { nullable: _, ...description } = describeColumn(expression);
    return {
      kind: columnFacts(expression).storage.kind,
      description: { ...description, name, ...(nullable ? { nullable: true } : {}) },
    };
  }
  return describeExpression(name, expression);
}

function describeExpression(name: string, expression: SQL): DescribedField {
  const decoder = decoderOf(expression);
  const label = toLabel(name);
  if (is(decoder, Column)) {
    const { ref: _, ...like } = describeColumn(decoder);
    const { kind } = columnFacts(decoder).storage;
    return { kind, description: { ...like, name, label, kind, nullable: true } };
  }
  const kind = decoder.mapFromDriverValue === Number ? "real" : "longText";
  return { kind, description: { name, kind, label, nullable: true } };
}

/** `totalAmount` → "Total amount". */
function toLabel(name: string): string {
  const words = (name.split(".").at(-1) ?? name)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
