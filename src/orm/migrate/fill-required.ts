import type { DialectName } from "../dialects/dialect-name.ts";
import { quoteName } from "./quote-name.ts";
import type { Snapshot } from "./snapshot.ts";

/** For columns that become NOT NULL and have a default: rows without a value get it first. */
export function fillRequired(dialect: DialectName, from: Snapshot, to: Snapshot): readonly string[] {
  const quote = (name: string): string => quoteName(dialect, name);
  return Object.entries(to.tables).flatMap(([key, table]) =>
    Object.values(table.columns)
      .filter(
        (column) =>
          column.notNull && column.default !== undefined && from.tables[key]?.columns[column.name]?.notNull === false,
      )
      .map(
        ({ name, default: value }) =>
          `UPDATE ${quote(table.name)} SET ${quote(name)} = ${String(value)} WHERE ${quote(name)} IS NULL;`,
      ),
  );
}
