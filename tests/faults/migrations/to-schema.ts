import type { Schema } from "../../../src/orm/migrate/generate-migration.ts";
import type { Rename } from "../../../src/orm/migrate/rename.ts";
import { schemaOf } from "../../../src/orm/migrate/schema-of.ts";
import { toSqlName } from "../../../src/orm/sql-name.ts";
import type { Plan } from "./plan.ts";
import { toModels } from "./to-models.ts";

/** A random schema as migrations want it. */
export function toSchema(plan: Plan, renames: readonly Rename[]): Schema {
  return { ...schemaOf([...toModels(plan).values()]), renames };
}

/** Which tables and columns have another name, as their authors would say. */
export function renamesBetween(before: Plan, after: Plan): readonly Rename[] {
  return after.flatMap((table): Rename[] => {
    const old = before.find(({ number }) => number === table.number);
    if (!old) return [];
    const columns = table.columns.flatMap((column): Rename[] => {
      const was = old.columns.find(({ number }) => number === column.number);
      if (!was || was.name === column.name) return [];
      return [{ type: "column", table: table.name, from: toSqlName(was.name), to: toSqlName(column.name) }];
    });
    return [...(old.name === table.name ? [] : [{ type: "table" as const, from: old.name, to: table.name }]), ...columns];
  });
}
