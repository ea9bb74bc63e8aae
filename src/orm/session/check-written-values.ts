import { getTableColumns, getTableName, is, Placeholder, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { columnInfoOf } from "../model-info.ts";
import { checkKind } from "../values/check-kind.ts";
import { columnFacts } from "../values/column-facts.ts";

/**
 * Checks the values that a builder is about to write, and brings them to the form that they will be read in. SQL expressions and
 * tables of Drizzle's own functions are left to the database.
 *
 * @throws RxError VALUE_INVALID or COLUMN_UNKNOWN
 */
export function checkWrittenValues(table: Table, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const columns: Readonly<Record<string, Column>> = getTableColumns(table);
  const checked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    const column = Object.hasOwn(columns, key) ? columns[key] : undefined;
    if (!column) throw new RxError("COLUMN_UNKNOWN", { table: getTableName(table), found: JSON.stringify(key) });
    const plain = value !== undefined && !isExpression(value) && columnInfoOf(column);
    checked[key] = plain ? checkKind(columnFacts(column), value) : value;
  }
  return checked;
}

function isExpression(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return is(value, Placeholder) || typeof Reflect.get(value, "getSQL") === "function";
}
