import type { Column, Table } from "drizzle-orm";
import { columnInfoOf } from "../orm/model-info.ts";
import { recordTable } from "../orm/records/record-table.ts";
import { columnFacts } from "../orm/values/column-facts.ts";

/** The options of crud() as far as columns go. */
export interface ColumnOptions {
  readonly create?: boolean | readonly string[] | undefined;
  readonly edit?: boolean | readonly string[] | undefined;
  readonly reveal?: readonly string[] | undefined;
}

/** Columns by name, in the table's order. */
export type Columns = Readonly<Record<string, Column>>;

/** The columns that a browser is shown: all but secrets that are not revealed. */
export function shownColumns(table: Table, { reveal = [] }: ColumnOptions): Columns {
  return pick(table, (name, column) => !columnFacts(column).secret || reveal.includes(name));
}

/** The columns that a new row may be given. */
export function creatableColumns(table: Table, options: ColumnOptions): Columns {
  const { create = false, reveal = [] } = options;
  if (typeof create !== "boolean") return pick(table, (name) => create.includes(name));
  if (!create) return {};
  return pick(table, (name, column) => {
    const facts = columnFacts(column);
    if (facts.primary) return !facts.hasDefault;
    return !isGenerated(column) && (!facts.secret || reveal.includes(name));
  });
}

/** The columns of a row that may be changed. */
export function editableColumns(table: Table, options: ColumnOptions): Columns {
  const { edit = false, reveal = [] } = options;
  if (typeof edit !== "boolean") return pick(table, (name) => edit.includes(name));
  if (!edit) return {};
  return pick(table, (name, column) => {
    const facts = columnFacts(column);
    return !facts.primary && !isGenerated(column) && (!facts.secret || reveal.includes(name));
  });
}

function pick(table: Table, wanted: (name: string, column: Column) => boolean): Columns {
  const { columns } = recordTable(table);
  return Object.fromEntries(Object.entries(columns).filter(([name, column]) => wanted(name, column)));
}

/** Does the model itself make this value: the moment of the insert or of the change, or what a function gives? */
function isGenerated(column: Column): boolean {
  const spec = columnInfoOf(column)?.spec;
  if (spec === undefined) return column.generated !== undefined || column.onUpdateFn !== undefined;
  return spec.onUpdate !== undefined || spec.default?.type === "now" || spec.default?.type === "function";
}
