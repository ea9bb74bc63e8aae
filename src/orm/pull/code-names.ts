import type { DatabaseShape, TableShape } from "../introspect/database-shape.ts";
import { columnKeyOf, modelNameOf } from "./name-in-code.ts";
import { takenColumnKeys, takenModelNames } from "./taken-names.ts";

/** What tables and columns are called in code. */
export interface CodeNames {
  /** Of a table of the database. */
  model(table: string): string;
  column(table: string, column: string): string;
}

/** Gives every table and column a name in code, no two the same. */
export function codeNames({ tables }: Pick<DatabaseShape, "tables">): CodeNames {
  const models = new Map<string, string>();
  const columns = new Map<string, ReadonlyMap<string, string>>();
  for (const table of tables) {
    models.set(table.name, modelNameOf(table.name, new Set([...takenModelNames, ...models.values()])));
    columns.set(table.name, keysOf(table));
  }
  return {
    model: (table) => models.get(table) ?? table,
    column: (table, column) => columns.get(table)?.get(column) ?? column,
  };
}

function keysOf(table: TableShape): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { name } of table.columns)
    keys.set(name, columnKeyOf(name, new Set([...takenColumnKeys, ...keys.values()])));
  return keys;
}
