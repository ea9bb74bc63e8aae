import { getTableColumns, type SQL, type Table } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { StoredValues } from "../../../framework/ports/change-feed.ts";
import { mapRows, narrowIntegers, needsBigint, type SelectedField } from "../../session/map-rows.ts";
import { toDriverParams } from "./to-driver-params.ts";
import type { NativeConnection } from "./native-connection.ts";
import type { TrackingDialect } from "./tracking-dialect.ts";

/** Rows of a table under a condition, as they are now, with their keys; undefined where there are more than may be captured. */
export function readRowsBefore(
  connection: NativeConnection,
  dialect: TrackingDialect,
  table: Table,
  where: SQL | undefined,
  maxRows: number,
): readonly StoredValues[] | undefined {
  const fields: SelectedField[] = Object.entries(getTableColumns(table)).map(([key, field]) => ({
    path: [key],
    field,
  }));
  const limit = maxRows + 1;
  const query = dialect.sqlToQuery(
    dialect.buildSelectQuery({
      fields: {},
      fieldsFlat: fields as never, // as: Drizzle's own field type names the dialect's columns, which these are
      table: table as SQLiteTable, // as: a query of this dialect has a table of it
      ...(where && { where }),
      limit,
      setOperators: [],
    }),
  );
  const bigints = needsBigint(fields);
  const rows = connection.rows(query.sql, toDriverParams(query.params), { bigints });
  if (rows.length === limit) return undefined;
  if (bigints) narrowIntegers(fields, rows);
  return mapRows(fields, rows, undefined) as StoredValues[]; // as: flat fields make plain rows
}
