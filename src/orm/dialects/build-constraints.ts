import type { Column, SQL } from "drizzle-orm";
import type { ConstraintPlan, ForeignKeyPlan } from "../table-plan.ts";

// oxlint-disable typescript/no-explicit-any -- the three dialects' builders share no type, only these shapes
interface Listed {
  on(...columns: any[]): unknown;
}

/** The functions of one dialect that make indexes, keys and checks. */
export interface ConstraintFunctions {
  index(name: string): Listed;
  unique(name: string): Listed;
  check(name: string, condition: SQL): unknown;
  primaryKey(config: any): unknown;
  foreignKey(config: any): { onDelete(action: any): unknown; onUpdate(action: any): unknown };
  /** How the dialect wants a column in an index; default: as it is. */
  indexed?(column: any): any;
}

/** Everything beside the columns, in the form that the dialect's table function takes: a list of any of its builders. */
export function buildConstraints(plan: ConstraintPlan, make: ConstraintFunctions): any[] {
  const indexed = (column: Column | SQL): unknown => make.indexed?.(column) ?? column;
  return [
    ...plan.indexes.map(({ name, columns }) => make.index(name).on(...columns.map(indexed))),
    ...plan.uniques.map(({ name, columns }) => make.unique(name).on(...columns)),
    ...plan.checks.map(({ name, condition }) => make.check(name, condition)),
    ...(plan.primaryKey ? [make.primaryKey(plan.primaryKey)] : []),
    ...plan.foreignKeys.map((key) => foreignKey(key, make)),
  ];
}

function foreignKey(
  { name, columns, targets, onDelete, onUpdate }: ForeignKeyPlan,
  make: ConstraintFunctions,
): unknown {
  const builder = make.foreignKey({ name, columns, foreignColumns: targets });
  if (onDelete) builder.onDelete(onDelete);
  if (onUpdate) builder.onUpdate(onUpdate);
  return builder;
}
