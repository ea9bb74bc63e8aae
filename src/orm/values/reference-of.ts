import { getTableColumns, type Column, type Table } from "drizzle-orm";
import { currentDialect } from "../current-dialect.ts";
import { columnInfoOf, type ColumnInfo } from "../model-info.ts";
import { isNativeColumn, resolveReference } from "../resolve-reference.ts";
import { tableFor } from "../table-for.ts";
import { nativeKeys } from "./native-keys.ts";

/** Where a column points to. */
export interface Reference {
  readonly table: Table;
  /** The other table's key. */
  readonly key: Column;
}

/** The row that a column's value is the key of: by `ref()`, or by a foreign key of one column in a table of Drizzle's own functions. */
export function referenceOf(column: Column): Reference | undefined {
  const info = columnInfoOf(column);
  return info ? ofModel(info) : ofNative(column);
}

function ofModel({ model, key, spec }: ColumnInfo): Reference | undefined {
  if (!spec.ref) return undefined;
  const target = resolveReference(model, key, spec.ref);
  if (isNativeColumn(target)) return { table: target.table, key: target };
  const table = tableFor(target.model, currentDialect());
  const column = getTableColumns(table)[target.key];
  return column && { table, key: column };
}

function ofNative(column: Column): Reference | undefined {
  for (const { columns, targets } of nativeKeys(column.table).foreign) {
    const [key] = targets;
    if (columns.length === 1 && columns[0] === column.name && key) return { table: key.table, key };
  }
  return undefined;
}
