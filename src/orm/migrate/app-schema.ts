import { frameworkTables } from "../framework-tables.ts";
import type { ModelInfo } from "../model-info.ts";
import { models } from "../model-registry.ts";
import { columnName } from "../column-name.ts";
import { toSqlName } from "../sql-name.ts";
import { tableFor } from "../table-for.ts";
import type { Schema } from "./generate-migration.ts";

/** The tables of the app's models, as they are loaded at the moment. */
export function appSchema(): Schema {
  const all = models();
  return {
    tables: (dialect) => Object.fromEntries(all.map((model) => [model.name, tableFor(model, dialect)])),
    renames: all.flatMap(renamesOf),
  };
}

/** The framework's own tables. */
export function ownSchema(): Schema {
  return { tables: frameworkTables, renames: [] };
}

function renamesOf(model: ModelInfo): Schema["renames"] {
  const { name, columns, renamedFrom: before } = model;
  return [
    ...(before === undefined ? [] : [{ type: "table" as const, from: before, to: name }]),
    ...[...columns].flatMap(([key, spec]) =>
      // As it was called in code, or in the database.
      spec.renamedFrom === undefined
        ? []
        : [toSqlName(spec.renamedFrom), spec.renamedFrom].map((from) => ({
            type: "column" as const,
            table: name,
            from,
            to: columnName(key, spec),
          })),
    ),
  ];
}
