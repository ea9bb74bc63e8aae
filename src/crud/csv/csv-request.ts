import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { CsvDelimiter, CsvExport, CsvImport, CsvTarget } from "../../protocol/crud.ts";
import { Fields } from "../../protocol/fields.ts";
import { defaultLimits } from "../../protocol/limits.ts";
import type { RowKey } from "../../protocol/rows.ts";
import { parseShown } from "../parse-shown.ts";

const delimiters: readonly CsvDelimiter[] = [",", ";", "\t"];
const most = defaultLimits.maxKeys;

/** The input of `exportCsv`. Whether there is such a column is the query's to say. */
export const csvExportSchema: StandardSchemaV1<CsvExport, CsvExport> = schemaOf((json) => {
  const fields = new Fields(json ?? {}, "an export");
  const shown = parseShown(json ?? {});
  return {
    ...shown,
    ...(fields.has("columns") && { columns: fields.list("columns", most, (name) => textOf(fields, "columns", name)) }),
    ...(fields.has("keys") && { keys: fields.list("keys", defaultLimits.maxWindowRows, (key) => keyOf(fields, key)) }),
    ...(fields.has("bom") && { bom: fields.any("bom") === true }),
    ...delimiterOf(fields),
  };
});

/** The input of `importCsv`. */
export const csvImportSchema: StandardSchemaV1<CsvImport, CsvImport> = schemaOf((json) => {
  const fields = new Fields(json, "an import");
  const how = fields.text("how");
  if (how === "look") return { how };
  if (how !== "check" && how !== "write") return fields.fail("how", "look, check or write");
  const onError = fields.has("onError") ? fields.text("onError") : "stop";
  if (onError !== "stop" && onError !== "skip") return fields.fail("onError", "stop or skip");
  return {
    how,
    onError,
    columns: fields.list("columns", most, (target) => (target === null ? null : targetOf(target))),
    ...(fields.has("key") && { key: fields.list("key", 32, (name) => textOf(fields, "key", name)) }),
    ...delimiterOf(fields),
  };
});

function targetOf(json: unknown): CsvTarget {
  const fields = new Fields(json, "a column of an import");
  const field = fields.text("field");
  return fields.any("by") === "name" ? { field, by: "name" } : { field };
}

function delimiterOf(fields: Fields): { readonly delimiter?: CsvDelimiter } {
  if (!fields.has("delimiter")) return {};
  const delimiter = delimiters.find((one) => one === fields.any("delimiter"));
  return delimiter === undefined ? fields.fail("delimiter", "a comma, a semicolon or a tab") : { delimiter };
}

function textOf(fields: Fields, name: string, value: unknown): string {
  return typeof value === "string" && value.length <= 256 ? value : fields.fail(name, "a list of names");
}

function keyOf(fields: Fields, value: unknown): RowKey {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0
    ? value
    : fields.fail("keys", "row keys");
}

function schemaOf<T>(parse: (json: unknown) => T): StandardSchemaV1<T, T> {
  return { "~standard": { version: 1, vendor: "rowx", validate: (json) => ({ value: parse(json) }) } };
}
