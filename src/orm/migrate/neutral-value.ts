import type { ColumnSnapshot } from "./snapshot.ts";

/**
 * What rows get, in SQL, where a way back makes a column required again that has no default: the emptiest value of its type. The
 * values that it had are gone.
 */
export function neutralValue({ type, kind }: ColumnSnapshot): string {
  const name = type.toLowerCase().replace(/\s*\(.*$/, "");
  if (kind === "json" || /^jsonb?$/.test(name)) return "'null'";
  if (kind === "date" || name === "date") return "'1970-01-01'";
  if (kind === "uuid" || name === "uuid") return "'00000000-0000-0000-0000-000000000000'";
  if (/^(integer|int|bigint|numeric|decimal|real|double)/.test(name)) return "0";
  if (name === "boolean") return "false";
  if (/^(timestamp|datetime)/.test(name)) return "'1970-01-01 00:00:00'";
  return /^(long)?blob$/.test(name) ? "x''" : "''";
}
