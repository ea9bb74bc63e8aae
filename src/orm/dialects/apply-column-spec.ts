import type { SQL } from "drizzle-orm";
import type { ColumnPlan } from "../table-plan.ts";

/** What the column builders of all dialects can do, whatever their types. */
export interface AnyBuilder {
  notNull(): unknown;
  primaryKey(): unknown;
  unique(name?: string): unknown;
  default(value: unknown): unknown;
  $defaultFn(make: () => unknown): unknown;
  $onUpdateFn(make: () => unknown): unknown;
}

/** Where dialects differ in a column's modifiers. */
export interface ModifierDialect {
  readonly uniqueName: string;
  /** The database's clock. */
  readonly now: SQL;
  /** A default as SQL, where Drizzle cannot print the value itself. */
  literal(value: unknown): SQL | undefined;
  /** The database takes no default for this type: it is made in this process. */
  readonly noDefault?: boolean;
}

/** Carries a column's modifiers over to a builder of one dialect. */
export function applyColumnSpec(builder: AnyBuilder, { spec }: ColumnPlan, dialect: ModifierDialect): void {
  if (spec.primary) builder.primaryKey();
  else if (spec.notNull) builder.notNull();
  if (spec.unique && !spec.primary) builder.unique(dialect.uniqueName);
  if (spec.onUpdate) builder.$onUpdateFn(spec.onUpdate);
  const { default: given } = spec;
  switch (given?.type) {
    case undefined:
      return;
    case "now":
      builder.default(dialect.now);
      return;
    case "sql":
      builder.default(given.sql);
      return;
    case "function":
      builder.$defaultFn(given.make);
      return;
    case "value":
      if (dialect.noDefault) builder.$defaultFn(() => given.value);
      else builder.default(dialect.literal(given.value) ?? given.value);
  }
}
