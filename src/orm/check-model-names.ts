import { RxError } from "../errors/rx-error.ts";
import { forbiddenKeys } from "../protocol/reserved-names.ts";
import { columnName } from "./column-name.ts";
import type { ColumnSpec } from "./columns/column-spec.ts";
import { maxNameLength } from "./constraint-name.ts";
import { isNameInDatabases } from "./is-name-in-databases.ts";

const reservedTables = /^(rx_|sqlite_|pg_|mysql_|information_schema)/i;
// Members of a Drizzle table: a column of that name would hide them.
const reservedColumns: ReadonlySet<string> = new Set([
  "_",
  "$inferSelect",
  "$inferInsert",
  "getSQL",
  "shouldOmitSQLParens",
  "enableRLS",
]);

/** Checks the names of a model, so that they hold on every database. Throws MODEL_NAME_INVALID or COLUMN_NAME_INVALID. */
export function checkModelNames(table: string, specs: ReadonlyMap<string, ColumnSpec>, ownByFramework: boolean): void {
  const wrongTable = nameFault(table) ?? (!ownByFramework && reservedTables.test(table) ? "a name that is free" : null);
  if (wrongTable) throw new RxError("MODEL_NAME_INVALID", { expected: wrongTable, found: JSON.stringify(table) });
  const seen = new Map<string, string>();
  for (const [key, spec] of specs) {
    const sqlName = columnName(key, spec);
    const other = seen.get(sqlName);
    const expected =
      nameFault(sqlName) ??
      (reservedColumns.has(key) || forbiddenKeys.has(key) ? "a name that no table has itself" : undefined) ??
      (other === undefined ? undefined : `another name than ${JSON.stringify(other)} in the database (${sqlName})`);
    if (expected !== undefined)
      throw new RxError("COLUMN_NAME_INVALID", { expected, table, found: JSON.stringify(key) });
    seen.set(sqlName, key);
  }
}

function nameFault(name: string): string | undefined {
  if (Buffer.byteLength(name) > maxNameLength) return `at most ${maxNameLength} bytes`;
  return isNameInDatabases(name) ? undefined : "a name without quotes, points, brackets, or spaces at its ends";
}
