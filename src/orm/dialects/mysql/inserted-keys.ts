import { getTableColumns, is, Param, type Column } from "drizzle-orm";
import type { InsertSource, WriteSource } from "../../session/statement.ts";
import { keyColumns } from "../../values/key-columns.ts";
import type { RemoteResult } from "../remote/remote-pool.ts";

/** What of an insert tells the keys of its rows: all of it, one row after another, or nothing. */
export type KeyPlan = "together" | "one by one" | "unknown";

/** How the keys of rows that are about to be inserted can be known: from the values, made in this process, or counted by the server. */
export function planKeys(write: WriteSource, insert: InsertSource): KeyPlan {
  const columns = keyColumns(write.table);
  const { rows } = insert;
  if (!rows || columns.length === 0) return "unknown";
  const kinds = columns.map((column) => new Set(rows.map((_, at) => kindOf(write, insert, column, at))));
  if (kinds.some((found) => found.has("unknown"))) return "unknown";
  // Where some rows bring their number along, the server need not count the others without a gap.
  return kinds.every((found) => found.size === 1) ? "together" : "one by one";
}

/**
 * The keys of rows that were inserted, in their order and as the driver would give them.
 *
 * @param step by how much the server counts on
 */
export function insertedKeys(
  write: WriteSource,
  insert: InsertSource,
  { insertId }: RemoteResult,
  step: number,
): unknown[][] {
  const columns = keyColumns(write.table);
  let counted = (insertId ?? 0) - step;
  return (insert.rows ?? []).map((_, at) =>
    columns.map((column) => {
      const value = valueOf(write, insert, column, at);
      return value === undefined ? (counted += step) : column.mapToDriverValue(value);
    }),
  );
}

function kindOf(write: WriteSource, insert: InsertSource, column: Column, at: number): "given" | "counted" | "unknown" {
  const value = valueOf(write, insert, column, at);
  if (value === undefined) return Reflect.get(column, "autoIncrement") === true ? "counted" : "unknown";
  return value === null || (typeof value === "object" && "getSQL" in value) ? "unknown" : "given";
}

/** The value of one cell: as it was given, or as it was made here; undefined where there is none. */
function valueOf({ table }: WriteSource, { rows, madeIds }: InsertSource, { name }: Column, at: number): unknown {
  const [key = ""] = Object.entries(getTableColumns(table)).find(([, column]) => column.name === name) ?? [];
  const given = rows?.[at]?.[key] ?? madeIds[at]?.[key];
  return is(given, Param) ? given.value : given;
}
