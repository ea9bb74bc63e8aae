import { Column, is, SQL } from "drizzle-orm";
import { columnFacts } from "../values/column-facts.ts";
import type { Expression } from "./expression.ts";

/** Is this a secret column, or an expression made of one? `max(secret)` is as secret as what it looks at. */
export function isSecret(expression: Expression): boolean {
  if (is(expression, Column)) return columnFacts(expression).secret;
  return expression.queryChunks.some((chunk) => (is(chunk, Column) || is(chunk, SQL)) && isSecret(chunk));
}
