import { getTableColumns, is, Param } from "drizzle-orm";
import type { WriteSource } from "../../session/statement.ts";
import { keyColumns } from "../../values/key-columns.ts";
import type { RemoteResult } from "../remote/remote-pool.ts";

/**
 * The keys of rows that were inserted, in their order and as the driver would give them: of the values, made in this process, or counted by
 * the server, which gives the rows of one statement consecutive numbers. Undefined where nobody can tell.
 */
export function insertedKeys(
  { table, what }: WriteSource,
  { insertId, rowCount }: RemoteResult,
): unknown[][] | undefined {
  const { rows, madeIds } = what.type === "insert" ? what : { rows: undefined, madeIds: [] };
  if (!rows || rows.length !== rowCount) return undefined;
  const names = Object.fromEntries(Object.entries(getTableColumns(table)).map(([key, column]) => [column.name, key]));
  const columns = keyColumns(table);
  let counted = insertId ?? 0;
  const keys = rows.map((row, at) =>
    columns.map((column) => {
      const name = names[column.name] ?? "";
      const given = row[name] ?? madeIds[at]?.[name];
      if (given === undefined) return insertId ? counted++ : undefined;
      const value: unknown = is(given, Param) ? given.value : given;
      return value === null ? undefined : column.mapToDriverValue(value);
    }),
  );
  return keys.some((key) => key.some((value) => value === undefined || typeof value === "object")) ? undefined : keys;
}
