import type { ColumnSpec } from "./columns/column-spec.ts";
import { toSqlName } from "./sql-name.ts";

/** A column's name in the database: the one that it was given, else the one in code in snake case. */
export function columnName(key: string, { column }: Pick<ColumnSpec, "column">): string {
  return column ?? toSqlName(key);
}
