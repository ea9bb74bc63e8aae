import { columnName } from "../column-name.ts";
import type { ModelInfo } from "../model-info.ts";
import { toSqlName } from "../sql-name.ts";
import { tableFor } from "../table-for.ts";
import { fillLiteral } from "./fill-literal.ts";
import type { Schema } from "./generate-migration.ts";

/** What the tables of these models should be, and what they say that they were called before. */
export function schemaOf(models: readonly ModelInfo[]): Schema {
  return {
    tables: (dialect) => Object.fromEntries(models.map((model) => [model.name, tableFor(model, dialect)])),
    renames: models.flatMap(renamesOf),
    fill: (dialect, table, column) => {
      const model = models.find(({ name }) => name === table);
      const [, spec] = [...(model?.columns ?? [])].find(([key, one]) => columnName(key, one) === column) ?? [];
      return spec?.default?.type === "value" ? fillLiteral(dialect, spec.kind, spec.default.value) : undefined;
    },
  };
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
