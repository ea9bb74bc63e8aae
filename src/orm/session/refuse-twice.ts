import { getTableColumns, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { columnFacts } from "../values/column-facts.ts";

/**
 * Refuses two rows of one upsert that have the same values in its target: PostgreSQL does so, the others would write one row twice.
 * NULL and expressions are equal to nothing. Throws UPSERT_TWICE.
 */
export function refuseTwice(
  table: Table,
  rows: readonly Readonly<Record<string, unknown>>[],
  target: readonly Column[],
): void {
  if (rows.length < 2) return;
  const names = Object.entries(getTableColumns(table));
  const keys = target.flatMap(({ name }) => names.find(([, column]) => column.name === name)?.[0] ?? []);
  const seen = new Set<string>();
  for (const row of rows) {
    const values = keys.map((key) => textOf(row[key]));
    if (values.includes(undefined)) continue;
    const found = values.join(", ");
    if (seen.has(found)) {
      const label = target.map((column) => columnFacts(column).label).join(" and ");
      throw new RxError("UPSERT_TWICE", { label, found });
    }
    seen.add(found);
  }
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value === undefined || value === null || typeof value === "object") return undefined;
  return JSON.stringify(typeof value === "bigint" ? String(value) : value);
}
