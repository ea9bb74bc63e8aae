import { getTableColumns, getTableName, type Table } from "drizzle-orm";
import { columnInfoOf } from "../model-info.ts";
import { mapTables } from "./map-tables.ts";
import type { ColumnSnapshot, Snapshot } from "./snapshot.ts";

/** A schema whose columns say of which kind they are; those of references, and of tables that are no models, say nothing. */
export function withKindsOf(schema: Snapshot, tables: readonly Table[]): Snapshot {
  const kinds = new Map(
    tables.flatMap((table) =>
      Object.values(getTableColumns(table)).flatMap((column): [string, string][] => {
        const kind = columnInfoOf(column)?.spec.kind ?? "ref";
        return kind === "ref" ? [] : [[`${getTableName(table)}.${column.name}`, kind]];
      }),
    ),
  );
  return mapTables(schema, (table) => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([key, column]): [string, ColumnSnapshot] => {
        const kind = kinds.get(`${table.name}.${column.name}`);
        return [key, kind === undefined ? column : { ...column, kind }];
      }),
    ),
  }));
}
