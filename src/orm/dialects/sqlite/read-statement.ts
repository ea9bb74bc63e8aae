import { narrowIntegers, needsBigint } from "../../session/map-rows.ts";
import type { Statement, StatementResult } from "../../session/statement.ts";
import type { NativeConnection } from "./native-connection.ts";

/** Runs a statement that gives rows. */
export function readStatement(connection: NativeConnection, { text, params, fields }: Statement): StatementResult {
  if (!fields) {
    const rows = connection.objects(text, params);
    return { rows, rowCount: rows.length };
  }
  const bigints = needsBigint(fields);
  const rows = connection.rows(text, params, { bigints });
  if (bigints) narrowIntegers(fields, rows);
  return { rows, rowCount: rows.length };
}
