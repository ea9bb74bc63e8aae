import { getTableColumns, type Column } from "drizzle-orm";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { ModelInfo } from "../model-info.ts";
import { storageOf, type Storage } from "../table-plan.ts";
import { tableFor } from "../table-for.ts";
import { keyColumns } from "../values/key-columns.ts";

/** One column of a model as a dialect keeps it. */
export interface ModelColumn {
  readonly key: string;
  readonly name: string;
  readonly kind: Storage["kind"];
  readonly column: Column;
}

/** A model's table in one dialect, as rows are read from it and written to it. */
export interface ModelTable {
  readonly model: ModelInfo;
  readonly name: string;
  readonly columns: readonly ModelColumn[];
  /** Names of the key's columns. */
  readonly key: readonly string[];
}

/** A model's table in one dialect. */
export function modelTable(model: ModelInfo, dialect: DialectName): ModelTable {
  const table = tableFor(model, dialect);
  const columns = getTableColumns(table);
  return {
    model,
    name: model.name,
    columns: [...model.columns].flatMap(([key, spec]) => {
      const column = columns[key];
      return column ? [{ key, name: column.name, kind: storageOf(model, key, spec).kind, column }] : [];
    }),
    key: keyColumns(table).map(({ name }) => name),
  };
}

/** A row as JavaScript's values, from the driver's. Whole numbers may come as bigint. */
export function decodeRow({ columns }: ModelTable, row: readonly unknown[]): unknown[] {
  return columns.map(({ column, kind }, at) => {
    const value = row[at] ?? null;
    if (value === null) return null;
    return column.mapFromDriverValue(typeof value === "bigint" && kind !== "bigint" ? Number(value) : value);
  });
}

/** A row as the driver's parameters, from JavaScript's values. */
export function encodeRow({ columns }: ModelTable, row: readonly unknown[]): unknown[] {
  return columns.map(({ column }, at) => {
    const value = row[at] ?? null;
    return value === null ? null : column.mapToDriverValue(value);
  });
}
