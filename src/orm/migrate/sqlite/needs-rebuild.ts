import { isDeepStrictEqual } from "node:util";
import type { ColumnSnapshot, TableSnapshot } from "../snapshot.ts";

/**
 * Must SQLite make this table anew? It can add a column with a constant default and make or drop indexes; anything else goes by
 * a new table that takes the rows over.
 */
export function needsRebuild(before: TableSnapshot, after: TableSnapshot): boolean {
  const columnChanged = Object.entries(before.columns).some(
    ([name, column]) => !isDeepStrictEqual(column, after.columns[name]),
  );
  const addedHard = Object.entries(after.columns).some(
    ([name, column]) => !(name in before.columns) && !canBeAdded(column),
  );
  return columnChanged || addedHard || !isDeepStrictEqual(constraintsOf(before), constraintsOf(after));
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
