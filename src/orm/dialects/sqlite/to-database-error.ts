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

/** SQLite's own limit of parameters. */
const maxVariables = 32_766;

/** What the driver threw as an error of ours, which names the column where the database does. */
export function toDatabaseError(error: unknown, write: WriteSource | undefined, text: string): unknown {
  if (!(error instanceof Error) || error instanceof RxError) return error;
  const code: unknown = Reflect.get(error, "code");
  const cause = { cause: error };
  const place = { error, fallback: afterColon(error.message) };
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return violation("UNIQUE_VIOLATION", columnsOf(error, write), place);
    case "SQLITE_CONSTRAINT_NOTNULL":
      return violation("NOT_NULL_VIOLATION", columnsOf(error, write), place);
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "SQLITE_CONSTRAINT_TRIGGER":
      return foreignKeyViolation(error, write);
    case "SQLITE_CONSTRAINT_CHECK":
      return new RxError("CHECK_VIOLATION", { constraint: afterColon(error.message) }, cause);
    default:
      if (error.message === "too many SQL variables")
        return new RxError("STATEMENT_TOO_LARGE", { limit: maxVariables, found: text.split("?").length - 1 }, cause);
      return databaseFailed(error, text);
  }
}

// "UNIQUE constraint failed: customers.email, customers.name"
function columnsOf(error: Error, write: WriteSource | undefined): readonly Column[] {
  return afterColon(error.message)
    .split(", ")
    .flatMap((place) => {
      const [table = "", column = ""] = place.split(".");
      return columnNamed(tableNamed(table, write), column) ?? [];
    });
}

function afterColon(message: string): string {
  return message.slice(message.indexOf(": ") + 2);
}
