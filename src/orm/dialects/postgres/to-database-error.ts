import type { Column } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import {
  columnNamed,
  databaseFailed,
  foreignKeyViolation,
  tableNamed,
  violation,
} from "../../session/database-errors.ts";
import type { WriteSource } from "../../session/statement.ts";
import { isLost } from "./is-lost.ts";

/** SQL states, https://www.postgresql.org/docs/current/errcodes-appendix.html, and what comes with them. */
interface PostgresError {
  readonly code?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

/** What the driver threw as an error of ours, which names the column where the database does. */
export function toDatabaseError(error: unknown, write: WriteSource | undefined, text: string): unknown {
  if (!(error instanceof Error) || error instanceof RxError) return error;
  if (isLost(error)) return new RxError("DATABASE_LOST", { found: error.message }, { cause: error });
  const found = error as Error & PostgresError; // as: what the driver adds, each of which may be absent
  const cause = { cause: error };
  switch (found.code) {
    case "23505":
      return violation("UNIQUE_VIOLATION", columnsOf(found, write), { error, fallback: found.constraint ?? "" });
    case "23502":
      return violation("NOT_NULL_VIOLATION", columnsOf(found, write), { error, fallback: found.column ?? "" });
    case "23503":
    case "23001":
      return foreignKeyViolation(error, write);
    case "23514":
      return new RxError("CHECK_VIOLATION", { constraint: found.constraint ?? "" }, cause);
    case "22001":
    case "22003":
    case "22007":
    case "22008":
    case "22P02":
      return new RxError("VALUE_REFUSED", { found: error.message }, cause);
    case "57014":
      return new RxError("STATEMENT_TIMEOUT", {}, cause);
    case "40001":
    case "40P01":
    case "55P03":
      return new RxError("DATABASE_DEADLOCK", {}, cause);
    default:
      return databaseFailed(error, text);
  }
}

function columnsOf({ table, column, detail }: PostgresError, write: WriteSource | undefined): readonly Column[] {
  const owner = tableNamed(table ?? "", write);
  // "Key (email, name)=(a, b) already exists."
  const [, listed = ""] = /^Key \((.+?)\)=/.exec(detail ?? "") ?? [];
  const names = column === undefined ? listed.split(", ") : [column];
  return names.flatMap((name) => columnNamed(owner, name.replace(/^"(.*)"$/, "$1")) ?? []);
}
