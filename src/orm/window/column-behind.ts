import { Column, is } from "drizzle-orm";
import { decoderOf, type Expression } from "./expression.ts";

/** The column that an expression is, or whose values it gives. */
export function columnBehind(expression: Expression): Column | undefined {
  if (is(expression, Column)) return expression;
  const decoder = decoderOf(expression);
  return is(decoder, Column) ? decoder : undefined;
}
