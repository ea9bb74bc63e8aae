import {
  Column,
  getTableName,
  is,
  Name,
  Param,
  Placeholder,
  SQL,
  StringChunk,
  Subquery,
  Table,
  type SQLChunk,
} from "drizzle-orm";
import { isSelectionField } from "./read-select.ts";

/** What stands for a value in a query: a column, or SQL. */
export type Expression = Column | SQL;

/** Turns what a driver gave into a value. */
export interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

/** What decodes an expression's value: the column itself, or what `mapWith` was given. */
export function decoderOf(expression: Expression): Decoder {
  if (is(expression, Column)) return expression;
  const decoder: unknown = Reflect.get(expression, "decoder");
  return decoder as Decoder; // as: every SQL of Drizzle has one, hidden from its types
}

/** Does the expression speak of this table, or might it in text of its own? */
export function mentions(expression: unknown, table: string): boolean {
  if (is(expression, Column)) return getTableName(expression.table) === table;
  if (is(expression, Table)) return getTableName(expression) === table;
  if (is(expression, SQL)) return expression.queryChunks.some((chunk) => mentions(chunk, table));
  if (is(expression, SQL.Aliased)) return isSelectionField(expression) || mentions(expression.sql, table);
  if (is(expression, StringChunk)) return expression.value.join("").includes(table);
  if (is(expression, Subquery)) return expression._.alias === table || mentions(expression._.sql, table);
  if (Array.isArray(expression)) return expression.some((item) => mentions(item, table));
  if (is(expression, Placeholder) || is(expression, Param) || is(expression, Name)) return false;
  return isWrapper(expression) && mentions(expression.getSQL(), table);
}

/** The text of an expression without what stands in it: to look for aggregates. */
export function plainText(expression: unknown): string {
  if (is(expression, SQL)) return expression.queryChunks.map((chunk: SQLChunk) => plainText(chunk)).join("");
  if (is(expression, StringChunk)) return expression.value.join("");
  if (is(expression, SQL.Aliased)) return isSelectionField(expression) ? "" : plainText(expression.sql);
  return "?";
}

/** The two sides of `a = b`; undefined for anything else. */
export function equalColumns(condition: SQL | undefined): readonly [Column, Column] | undefined {
  if (!condition) return undefined;
  const parts = condition.queryChunks.filter((chunk) => !(is(chunk, StringChunk) && chunk.value.join("") === ""));
  const [left, sign, right] = parts;
  if (parts.length === 1 && is(left, SQL)) return equalColumns(left);
  if (parts.length !== 3 || !is(left, Column) || !is(right, Column)) return undefined;
  return is(sign, StringChunk) && sign.value.join("").trim() === "=" ? [left, right] : undefined;
}

function isWrapper(value: unknown): value is { getSQL(): unknown } {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "getSQL") === "function";
}
