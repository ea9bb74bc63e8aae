import { frameworkTables } from "../framework-tables.ts";
import { models } from "../model-registry.ts";
import type { Schema } from "./generate-migration.ts";
import { schemaOf } from "./schema-of.ts";

/** The tables of the app's models, as they are loaded at the moment. */
export function appSchema(): Schema {
  return schemaOf(models());
}

/** The framework's own tables. */
export function ownSchema(): Schema {
  return { tables: frameworkTables, renames: [] };
}
