import { getTableColumns, type SQL, type Table } from "drizzle-orm";
import type { StoredValues } from "../../../framework/ports/change-feed.ts";
import { mapRows, narrowIntegers, needsBigint, type SelectedField } from "../../session/map-rows.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { toDriverParams } from "./to-driver-params.ts";
import type { NativeConnection } from "./native-connection.ts";

/** Rows of a table under a condition, as they are now, with their keys; undefined where there are more than may be captured. */
export function readRowsBefore(
  connection: NativeConnection,
  dialect: QueryDialect,
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
      fieldsFlat: fields,
      table,
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
