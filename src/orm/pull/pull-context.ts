import type { DialectName } from "../dialects/dialect-name.ts";
import type { ColumnShape, ForeignKeyShape, TableShape } from "../introspect/database-shape.ts";
import type { CodeNames } from "./code-names.ts";
import type { TableLook } from "./column-look.ts";
import { settleKind, type SettledKind } from "./settle-kind.ts";

/** What a column is made of beside itself. */
export interface PullContext {
  readonly dialect: DialectName;
  readonly tables: readonly TableShape[];
  readonly names: CodeNames;
  readonly looks: ReadonlyMap<string, TableLook>;
  /** Tables that a reference from this one would lead back from. */
  leadsBack(from: string, to: string): boolean;
}

/** References of one column each, by their columns: the first of each column, to a table that has a model. */
export function singleReferences(
  table: TableShape,
  { tables }: Pick<PullContext, "tables">,
): ReadonlyMap<string, ForeignKeyShape> {
  const references = new Map<string, ForeignKeyShape>();
  for (const key of table.foreignKeys) {
    const [column, ...more] = key.columns;
    const target = tables.find(({ name }) => name === key.table);
    const isKnown = target?.columns.some(({ name }) => name === key.targets[0]);
    if (
      column !== undefined &&
      more.length === 0 &&
      isKnown &&
      !references.has(column) &&
      key.onDelete !== "set default" &&
      key.onUpdate !== "set default"
    )
      references.set(column, key);
  }
  return references;
}

/** The kind of a column once its values were looked at. */
export function settledKind(table: TableShape, column: ColumnShape, { dialect, looks }: PullContext): SettledKind {
  const isKey = [
    table.primaryKey,
    ...table.uniques.map(({ columns }) => columns),
    ...table.foreignKeys.map(({ columns }) => columns),
  ]
    .flat()
    .concat(table.indexes.flatMap(({ columns }) => columns.flatMap((part) => part.column ?? [])))
    .includes(column.name);
  return settleKind(dialect, column, { look: looks.get(table.name)?.get(column.name), isKey });
}
