import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnRename } from "./column-rename.ts";
import { quoteName } from "./quote-name.ts";

/** The statement that renames a column; the same on all databases but for the quotes. */
export function renameStatement(dialect: DialectName, tableName: string, { from, to }: ColumnRename): string {
  const quote = (name: string): string => quoteName(dialect, name);
  return `ALTER TABLE ${quote(tableName)} RENAME COLUMN ${quote(from)} TO ${quote(to)};`;
}
