import type { DialectName } from "../dialects/dialect-name.ts";

/**
 * What rows get, in SQL, where a way back makes a column required again that has no default: the emptiest value of its type. The
 * values that it had are gone.
 */
export function neutralValue(dialect: DialectName, type: string): string {
  const name = type.toLowerCase().replace(/\s*\(.*$/, "");
  if (/^(integer|int|bigint|numeric|decimal|real|double|tinyint)/.test(name)) return "0";
  if (name === "boolean") return "false";
  if (name === "date") return "'1970-01-01'";
  if (/^(timestamp|datetime)/.test(name)) return "'1970-01-01 00:00:00'";
  if (/^jsonb?$/.test(name)) return "'null'";
  if (name === "uuid") return "'00000000-0000-0000-0000-000000000000'";
  if (name === "blob") return "x''";
  return dialect === "mysql" && name === "longblob" ? "x''" : "''";
}
