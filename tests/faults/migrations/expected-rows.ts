import type { ColumnPlan, Plan, TablePlan } from "./plan.ts";
import { defaultOf, rowCount, valueOf } from "./values.ts";

/**
 * What the rows of a table hold after the way to the other schema, or after the way there and back: values of columns that changed
 * their kind, or went and came again, are left out.
 */
export function expectedRows(before: Plan, after: Plan, table: TablePlan, way: "there" | "back" = "there"): object[] {
  const old = before.find(({ number }) => number === table.number);
  const next = after.find(({ number }) => number === table.number);
  if (!old || (way === "back" && !next)) return [];
  return Array.from({ length: rowCount }, (_, row) => {
    const values: Record<string, unknown> = {};
    for (const column of table.columns) {
      const was = columnOf(old, column);
      const is = columnOf(next, column);
      if (way === "back" && !is) continue;
      if (was && is && was.kind !== is.kind) continue;
      values[column.name] = was ? kept(before, was, is ?? was, row) : column.hasDefault ? defaultOf(column) : null;
    }
    return values;
  });
}

function columnOf(table: TablePlan | undefined, { number }: ColumnPlan): ColumnPlan | undefined {
  return table?.columns.find((column) => column.number === number);
}

function kept(plan: Plan, was: ColumnPlan, is: ColumnPlan, row: number): unknown {
  const value = valueOf(plan, was, row);
  return value === null && is.notNull ? defaultOf(is) : value;
}
