import { getTableColumns, getTableName, type Column, type Table } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { currentDialect } from "../current-dialect.ts";
import { modelByName } from "../model-registry.ts";
import { tableFor } from "../table-for.ts";
import { columnFacts } from "../values/column-facts.ts";
import type { WriteSource } from "./statement.ts";

/** Characters of a statement that an error shows: for the log, since no browser sees an error of status 500. */
const maxShownText = 500;

/** A value that a rule about columns refuses, named by their labels, at the field of the first; `fallback` where none is known. */
export function violation(
  code: "UNIQUE_VIOLATION" | "NOT_NULL_VIOLATION",
  columns: readonly Column[],
  { error, fallback }: { readonly error: Error; readonly fallback: string },
): RxError {
  const facts = columns.map((column) => columnFacts(column));
  const [first] = facts;
  if (!first) return new RxError(code, { label: fallback }, { cause: error });
  const label = facts.map((fact) => fact.label).join(" and ");
  return new RxError(code, { label }, { cause: error, field: first.key });
}

/** A reference to nothing, or a row that others still point to. */
export function foreignKeyViolation(error: Error, write: WriteSource | undefined): RxError {
  const message =
    write?.what.type === "delete"
      ? "Expected a row that no other row points to, found one that others still point to."
      : "Expected a reference to a row that exists, found one to a row that does not.";
  return new RxError("FOREIGN_KEY_VIOLATION", { message }, { cause: error });
}

/** Whatever else the database said, with the statement. */
export function databaseFailed(error: Error, text: string): RxError {
  return new RxError(
    "DATABASE_FAILED",
    { found: `${error.message}, in: ${text.slice(0, maxShownText)}` },
    { cause: error },
  );
}

/** The table of this name: the one that is written, else a model's. */
export function tableNamed(name: string, write: WriteSource | undefined): Table | undefined {
  if (write && getTableName(write.table) === name) return write.table;
  const model = modelByName(name);
  return model && tableFor(model, currentDialect());
}

/** A column by its name in the database. */
export function columnNamed(table: Table | undefined, name: string): Column | undefined {
  return table && Object.values(getTableColumns(table)).find((column) => column.name === name);
}
