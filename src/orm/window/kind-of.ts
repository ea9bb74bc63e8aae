import type { Storage } from "../table-plan.ts";
import { columnFacts } from "../values/column-facts.ts";
import { columnBehind } from "./column-behind.ts";
import { decoderOf, type Expression } from "./expression.ts";

/** What an expression gives: by its column or by what decodes it; undefined where nobody says. */
export function kindOf(expression: Expression): Storage["kind"] | undefined {
  const column = columnBehind(expression);
  if (column) return columnFacts(column).storage.kind;
  return decoderOf(expression).mapFromDriverValue === Number ? "real" : undefined;
}
