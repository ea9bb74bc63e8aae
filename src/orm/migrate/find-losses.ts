import { isDeepStrictEqual } from "node:util";
import { RxError } from "../../errors/rx-error.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";
import { typeChange } from "./type-change.ts";

/** What a change of the schema takes away, in words: `column orders.note`, `table notes`. Renames are made already. */
export function findLosses(dialect: DialectName, from: Snapshot, to: Snapshot): readonly string[] {
  return Object.entries(from.tables).flatMap(([key, table]) => {
    const after = to.tables[key];
    if (!after) return [`table ${table.name}`];
    return Object.values(table.columns).flatMap((column) => {
      const path = `${table.name}.${column.name}`;
      const next = after.columns[column.name];
      if (!next) return [`column ${path}`];
      const change = typeChange(dialect, column, next);
      if (change === "replace") return [`values of column ${path} (${column.type} does not become ${next.type})`];
      return change === "round" ? [`digits of column ${path} (${column.type} becomes ${next.type})`] : [];
    });
  });
}

/** Columns, by the keys of their tables, whose old values cannot become new ones. */
export function columnsMadeAnew(
  dialect: DialectName,
  from: Snapshot,
  to: Snapshot,
): ReadonlyMap<string, ReadonlySet<string>> {
  const tables = Object.entries(from.tables).map(([key, table]): [string, Set<string>] => {
    const names = Object.values(table.columns)
      .filter((column) => {
        const next = to.tables[key]?.columns[column.name];
        return next !== undefined && typeChange(dialect, column, next) === "replace";
      })
      .map(({ name }) => name);
    return [key, new Set(names)];
  });
  return new Map(tables.filter(([, names]) => names.size > 0));
}

/**
 * The key that names a row, and that others point to, cannot become another one by itself. A key of several columns can.
 *
 * @throws RxError MIGRATION_KEY_CHANGED.
 */
export function refuseNewKeys(dialect: DialectName, from: Snapshot, to: Snapshot): void {
  for (const [key, table] of Object.entries(from.tables)) {
    const after = to.tables[key];
    if (!after) continue;
    const [before, now] = [primaryKeyOf(table), primaryKeyOf(after)];
    if (before.length > 1 && now.length > 1) continue;
    const isSame =
      isDeepStrictEqual(before, now) &&
      now.every((name) => {
        const [old, made] = [table.columns[name], after.columns[name]];
        if (!old || !made) return false;
        const counts = [old, made].map(
          ({ autoincrement, identity }) => (autoincrement ?? false) || identity !== undefined,
        );
        return counts[0] === counts[1] && typeChange(dialect, old, made) === "keep";
      });
    const words = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
    if (!isSame)
      throw new RxError("MIGRATION_KEY_CHANGED", { table: table.name, before: words(before), found: words(now) });
  }
}

function primaryKeyOf(table: TableSnapshot): readonly string[] {
  const [several] = Object.values(table.compositePrimaryKeys);
  const listed = several?.columns.map((column) => (typeof column === "string" ? column : column.expression));
  return (
    listed ??
    Object.values(table.columns)
      .filter(({ primaryKey }) => primaryKey)
      .map(({ name }) => name)
  );
}
