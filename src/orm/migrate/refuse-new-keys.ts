import { isDeepStrictEqual } from "node:util";
import { RxError } from "../../errors/rx-error.ts";
import type { Snapshot, TableSnapshot } from "./snapshot.ts";
import { typeChange } from "./type-change.ts";

/**
 * The key that names a row, and that others point to, cannot become another one by itself. A key of several columns can.
 *
 * @throws RxError MIGRATION_KEY_CHANGED.
 */
export function refuseNewKeys(from: Snapshot, to: Snapshot): void {
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
        return counts[0] === counts[1] && typeChange(old, made) === "keep";
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
