import type { StandardSchemaV1 } from "@standard-schema/spec";
import { RxError } from "../errors/rx-error.ts";
import { checkValue } from "../orm/values/check-value.ts";
import { columnFacts } from "../orm/values/column-facts.ts";
import type { Columns } from "./writable-columns.ts";

type Values = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => Promise<StandardSchemaV1.Result<Values>>;

/** The schema of a new row: these columns and no other, each as its model wants it, with a value where one is needed. */
export function newRowSchema(columns: () => Columns): StandardSchemaV1<unknown, Values> {
  return schemaOf((value) => checkColumns(value, columns(), "new"));
}

/** The schema of a change: some of these columns. */
export function changesSchema(columns: () => Columns): StandardSchemaV1<unknown, Values> {
  return schemaOf((value) => checkColumns(value, columns(), "change"));
}

/** Values that were shown: none, or some of these columns, whatever rules they keep. */
export function shownSchema(columns: () => Columns): StandardSchemaV1<unknown, Values> {
  return schemaOf(async (value = {}) => {
    const record = toRecord(value, columns());
    return "issues" in record ? record : { value: record.value };
  });
}

function schemaOf(check: Check): StandardSchemaV1<unknown, Values> {
  return { "~standard": { version: 1, vendor: "rowx", validate: check } };
}

async function checkColumns(
  value: unknown,
  columns: Columns,
  what: "new" | "change",
): Promise<StandardSchemaV1.Result<Values>> {
  const record = toRecord(value, columns);
  if ("issues" in record) return record;
  const issues: StandardSchemaV1.Issue[] = [];
  const checked: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns)) {
    const given = record.value[name];
    const { hasDefault } = columnFacts(column);
    if (given === undefined && (what === "change" || hasDefault)) continue;
    try {
      checked[name] = await checkValue(column, given);
    } catch (thrown) {
      if (!(thrown instanceof RxError) || thrown.status >= 500) throw thrown;
      issues.push({ message: thrown.message, path: [name] });
    }
  }
  return issues.length > 0 ? { issues } : { value: checked };
}

/** An object with names of these columns only; anything else is refused by name. */
function toRecord(value: unknown, columns: Columns): StandardSchemaV1.FailureResult | { readonly value: Values } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { issues: [{ message: "Expected a row as an object." }] };
  }
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(columns, name));
  if (unknown.length > 0) {
    const issue = (name: string): StandardSchemaV1.Issue => ({
      message: `Expected columns that may be written here, found ${JSON.stringify(name.slice(0, 60))}.`,
      path: [name],
    });
    return { issues: unknown.slice(0, 10).map(issue) };
  }
  return { value: { ...value } };
}
