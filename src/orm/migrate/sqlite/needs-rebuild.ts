import { isDeepStrictEqual } from "node:util";
import { typeChange } from "../type-change.ts";
import type { ColumnSnapshot, TableSnapshot } from "../snapshot.ts";

/**
 * Must SQLite make this table anew? It can add a column with a constant default and make or drop indexes; anything else goes by
 * a new table that takes the rows over.
 */
export function needsRebuild(before: TableSnapshot, after: TableSnapshot): boolean {
  const columnChanged = Object.entries(before.columns).some(([name, column]) => !isSame(column, after.columns[name]));
  const addedHard = Object.entries(after.columns).some(
    ([name, column]) => !(name in before.columns) && !canBeAdded(column),
  );
  return columnChanged || addedHard || !isDeepStrictEqual(constraintsOf(before), constraintsOf(after));
}

// Kinds that are kept alike, such as a text and a choice, are the same to the database.
function isSame(before: ColumnSnapshot, after: ColumnSnapshot | undefined): boolean {
  if (!after || typeChange(before, after) !== "keep") return false;
  return isDeepStrictEqual({ ...before, kind: undefined }, { ...after, kind: undefined });
}

function canBeAdded(column: ColumnSnapshot): boolean {
  const constant = column.default === undefined || !String(column.default).startsWith("(");
  return !column.primaryKey && constant && (!column.notNull || column.default !== undefined);
}

// The names of foreign keys are ours alone: SQLite's tables do not hold them.
function constraintsOf(table: TableSnapshot): unknown {
  const foreignKeys = Object.values(table.foreignKeys).map(({ name: _, ...key }) => JSON.stringify(key));
  const primaryKeys = Object.values(table.compositePrimaryKeys).map((key) => key.columns);
  return { foreignKeys: foreignKeys.toSorted(), primaryKeys, checks: table.checkConstraints };
}
