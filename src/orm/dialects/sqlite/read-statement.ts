import { narrowIntegers, needsBigint } from "../../session/map-rows.ts";
import type { NativeConnection } from "./native-connection.ts";
import type { SqliteResult, SqliteStatement } from "./sqlite-statement.ts";

/** Runs a statement that gives rows. */
export function readStatement(connection: NativeConnection, { text, params, fields }: SqliteStatement): SqliteResult {
  if (!fields) {
    const rows = connection.objects(text, params);
    return { rows, rowCount: rows.length };
  }
  const bigints = needsBigint(fields);
  const rows = connection.rows(text, params, { bigints });
  if (bigints) narrowIntegers(fields, rows);
  return { rows, rowCount: rows.length };
}
