import type { Column } from "drizzle-orm";

/** A value of a column as the driver would give it. */
export function toRaw(column: Column, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const raw: unknown = column.mapToDriverValue(value);
  if (typeof raw === "boolean") return raw ? 1 : 0;
  return raw instanceof Date ? raw.getTime() : raw;
}
