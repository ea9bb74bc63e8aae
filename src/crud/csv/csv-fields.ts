import type { Column } from "drizzle-orm";
import { recordTable } from "../../orm/records/record-table.ts";
import { uniqueKeys } from "../../orm/records/unique-keys.ts";
import { columnFacts } from "../../orm/values/column-facts.ts";
import { describeColumn } from "../../orm/values/describe-column.ts";
import type { CsvFields } from "../../protocol/crud.ts";
import type { Columns } from "../writable-columns.ts";

/** What may be written of a model, and what is shown of it. */
export interface CsvColumns {
  readonly shown: Columns;
  readonly create: Columns;
  readonly edit: Columns;
}

/** What a browser is told of a model's import. */
export function importFields(
  table: Parameters<typeof recordTable>[0],
  { shown, create, edit }: CsvColumns,
  maxBytes: number,
): NonNullable<CsvFields["import"]> {
  const mayUpdate = Object.keys(edit).length > 0;
  const writable = { ...create, ...edit };
  const keys = mayUpdate ? uniqueKeys(table).filter((key) => key.every((name) => name in shown)) : [];
  const inKeys = new Set(keys.flat());
  const named = Object.entries(recordTable(table).columns).filter(([name]) => name in writable || inKeys.has(name));
  return {
    fields: named.map(([name, column]) => fieldOf(name, column, name in create)),
    keys,
    maxBytes,
  };
}

function fieldOf(name: string, column: Column, isNew: boolean): NonNullable<CsvFields["import"]>["fields"][number] {
  const { kind, label, notNull, hasDefault } = columnFacts(column);
  return {
    name,
    label,
    kind,
    ...(isNew && notNull && !hasDefault && { required: true }),
    ...(describeColumn(column).ref && { named: true }),
  };
}
