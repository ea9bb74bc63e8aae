import type { DialectName } from "../dialects/dialect-name.ts";
import { maxNameLength } from "../constraint-name.ts";
import { quoteName } from "./quote-name.ts";
import type { Rename } from "./rename.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The statements that rename a table or a column; the same on all databases but for the quotes, and for what PostgreSQL has named
 * after it by itself: the next table of the old name would want those names.
 */
export function renameStatements(dialect: DialectName, before: Snapshot, rename: Rename): readonly string[] {
  const quote = (name: string): string => quoteName(dialect, name);
  const tableName = rename.type === "table" ? rename.from : rename.table;
  const columns = Object.values(Object.values(before.tables).find(({ name }) => name === tableName)?.columns ?? {});
  const counted = columns.filter(({ identity }) => identity !== undefined);
  const sequence = (from: string, to: string): string =>
    `ALTER SEQUENCE ${quote(shorten(from, "seq"))} RENAME TO ${quote(shorten(to, "seq"))};`;
  if (rename.type === "column") {
    const { table, from, to } = rename;
    const isCounted = counted.some(({ name }) => name === from);
    return [
      `ALTER TABLE ${quote(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)};`,
      ...(isCounted ? [sequence(`${table}_${from}`, `${table}_${to}`)] : []),
    ];
  }
  const { from, to } = rename;
  const hasKey = dialect === "postgres" && columns.some(({ primaryKey }) => primaryKey);
  return [
    `ALTER TABLE ${quote(from)} RENAME TO ${quote(to)};`,
    ...(hasKey ? [`ALTER INDEX ${quote(shorten(from, "pkey"))} RENAME TO ${quote(shorten(to, "pkey"))};`] : []),
    ...counted.map(({ name }) => sequence(`${from}_${name}`, `${to}_${name}`)),
  ];
}

/** As PostgreSQL names it: the end stays. */
function shorten(name: string, suffix: "seq" | "pkey"): string {
  return suffix === "seq"
    ? `${name}_${suffix}`.slice(0, maxNameLength)
    : `${name.slice(0, maxNameLength - 5)}_${suffix}`;
}
