import { RxError } from "../../errors/rx-error.ts";
import type { KeysByName } from "../../orm/records/keys-by-name.ts";
import { checkValue } from "../../orm/values/check-value.ts";
import { checkKind } from "../../orm/values/check-kind.ts";
import { fromCellText, type TextForms } from "../../orm/values/cell-text.ts";
import type { CsvRowError } from "../../protocol/crud.ts";
import { restoreFormula } from "./formula.ts";
import type { ImportColumn } from "./import-plan.ts";

/** A row of a file on its way: its line, its texts, and what became of them. */
export interface FileRow {
  readonly line: number;
  readonly texts: readonly string[];
  /** By field; a column that the file leaves empty is null. */
  readonly values: Record<string, unknown>;
  error?: CsvRowError;
}

/** What texts are read with. */
export interface ReadRowOptions {
  readonly columns: readonly ImportColumn[];
  readonly forms: TextForms;
  /** Names of rows that references point to, by field. */
  readonly names: ReadonlyMap<string, KeysByName>;
}

/** Reads the texts of a row as values of their columns, each checked by its model; at the first that is none the row has an error. */
export async function readRow(row: FileRow, { columns, forms, names }: ReadRowOptions): Promise<void> {
  for (const column of columns) {
    const text = row.texts[column.at] ?? "";
    try {
      const value = column.byName ? byName(column, text, names) : plainValue(column, text, forms);
      // An empty field leaves a new row's default, and an error of its own to a row that needs a value.
      if (value === null) row.values[column.field] = null;
      else if (column.facts.rule === undefined) row.values[column.field] = checkKind(column.facts, value);
      else row.values[column.field] = await checkValue(column.column, value);
    } catch (thrown) {
      row.error = rowError(thrown, row, { field: column.field, found: text });
      return;
    }
  }
}

/**
 * What is told of a row that was refused. Only refusals: what else was thrown is thrown again.
 */
export function rowError(
  thrown: unknown,
  { line, texts }: Pick<FileRow, "line" | "texts">,
  at: { readonly field?: string; readonly found?: string; readonly columns?: readonly ImportColumn[] } = {},
): CsvRowError {
  if (!(thrown instanceof RxError) || thrown.status >= 500) throw thrown;
  const field = at.field ?? thrown.field;
  const place = at.columns?.find((column) => column.field === field);
  const found = at.found ?? (place && texts[place.at]);
  return {
    line,
    ...(field !== undefined && { field }),
    ...(found !== undefined && { found: found.length > 100 ? `${found.slice(0, 100)}…` : found }),
    message: thrown.message,
  };
}

function plainValue({ facts }: ImportColumn, text: string, forms: TextForms): unknown {
  const { kind } = facts.storage;
  const isText = kind === "text" || kind === "longText" || kind === "oneOf";
  return fromCellText(facts, isText ? restoreFormula(text) : text, forms);
}

function byName({ facts, field }: ImportColumn, text: string, names: ReadRowOptions["names"]): unknown {
  if (text === "") return null;
  const [key, another] = names.get(field)?.get(restoreFormula(text)) ?? [];
  if (key !== undefined && another === undefined) return key;
  const expected = "the name of one row that is there";
  const found =
    another === undefined ? `${JSON.stringify(text.slice(0, 60))}, which no row has` : "one that several have";
  throw new RxError("VALUE_INVALID", { label: facts.label, expected, found }, { field });
}
