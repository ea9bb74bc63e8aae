import { getTableColumns, getTableName, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../../errors/rx-error.ts";
import { currentDialect } from "../../current-dialect.ts";
import { modelByName } from "../../model-registry.ts";
import type { WriteSource } from "../../session/statement.ts";
import { tableFor } from "../../table-for.ts";
import { columnFacts } from "../../values/column-facts.ts";

/** SQLite's own limit of parameters. */
const maxVariables = 32_766;
/** Characters of a statement that an error shows: for the log, since no browser sees an error of status 500. */
const maxShownText = 500;

/** What the driver threw as an error of ours, which names the column where the database does. */
export function toDatabaseError(error: unknown, write: WriteSource | undefined, text: string): unknown {
  if (!(error instanceof Error) || error instanceof RxError) return error;
  const code: unknown = Reflect.get(error, "code");
  const cause = { cause: error };
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "SQLITE_CONSTRAINT_ROWID":
      return new RxError("UNIQUE_VIOLATION", ...named(error, write));
    case "SQLITE_CONSTRAINT_NOTNULL":
      return new RxError("NOT_NULL_VIOLATION", ...named(error, write));
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "SQLITE_CONSTRAINT_TRIGGER":
      return new RxError("FOREIGN_KEY_VIOLATION", { message: foreignKeyMessage(write) }, cause);
    case "SQLITE_CONSTRAINT_CHECK":
      return new RxError("CHECK_VIOLATION", { constraint: afterColon(error.message) }, cause);
    default:
      if (error.message === "too many SQL variables")
        return new RxError("STATEMENT_TOO_LARGE", { limit: maxVariables, found: text.split("?").length - 1 }, cause);
      return new RxError("DATABASE_FAILED", { found: `${error.message}, in: ${text.slice(0, maxShownText)}` }, cause);
  }
}

// "UNIQUE constraint failed: customers.email, customers.name"
function named(error: Error, write: WriteSource | undefined): [{ label: string }, { cause: Error; field?: string }] {
  const columns = afterColon(error.message)
    .split(", ")
    .flatMap((name) => columnOf(name, write) ?? []);
  const facts = columns.map((column) => columnFacts(column));
  const [first] = facts;
  if (!first) return [{ label: afterColon(error.message) }, { cause: error }];
  return [{ label: facts.map((fact) => fact.label).join(" and ") }, { cause: error, field: first.key }];
}

function columnOf(place: string, write: WriteSource | undefined): Column | undefined {
  const [tableName = "", columnName = ""] = place.split(".");
  const written = write && getTableName(write.table) === tableName ? write.table : undefined;
  const model = modelByName(tableName);
  const table: Table | undefined = written ?? (model && tableFor(model, currentDialect()));
  return table && Object.values(getTableColumns(table)).find((column) => column.name === columnName);
}

function afterColon(message: string): string {
  return message.slice(message.indexOf(": ") + 2);
}

function foreignKeyMessage(write: WriteSource | undefined): string {
  return write?.what.type === "delete"
    ? "Expected a row that no other row points to, found one that others still point to."
    : "Expected a reference to a row that exists, found one to a row that does not.";
}
