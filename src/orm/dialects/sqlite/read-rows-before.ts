import type { SQL, Table } from "drizzle-orm";
import type { StoredValues } from "../../../framework/ports/change-feed.ts";
import { capturedFields } from "../../session/captured-fields.ts";
import { maxToldRows } from "../../session/max-told-rows.ts";
import { mapRows, narrowIntegers, needsBigint } from "../../session/map-rows.ts";
import type { QueryDialect } from "../../session/track-dialect.ts";
import { toDriverParams } from "./to-driver-params.ts";
import type { NativeConnection } from "./native-connection.ts";

/** Which rows, and what of them. */
export interface RowsWanted {
  readonly where: SQL | undefined;
  readonly maxRows: number;
  readonly captured: "rows" | "keys";
}

/** Rows of a table under a condition, as they are now, whole or their keys; undefined where there are more than may be captured. */
export function readRowsBefore(
  connection: NativeConnection,
  dialect: QueryDialect,
  table: Table,
  { where, maxRows, captured }: RowsWanted,
): readonly StoredValues[] | undefined {
  const fields = capturedFields(table, captured);
  const limit = (captured === "keys" ? maxToldRows : maxRows) + 1;
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
