import { Column, is, sql, type SQL } from "drizzle-orm";
import type { Expression } from "./expression.ts";

/** A field of a wrapped query by its name there, decoded as what it stands for. */
export function namedField(name: string, like: Expression): SQL {
  const decoder: unknown = is(like, Column) ? like : Reflect.get(like, "decoder");
  return sql`${sql.identifier("q")}.${sql.identifier(name)}`.mapWith(decoder as Column); // as: a column or what mapWith was given
}
