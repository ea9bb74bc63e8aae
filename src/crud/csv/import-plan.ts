import type { Column } from "drizzle-orm";
import { RxError } from "../../errors/rx-error.ts";
import { referenceOf } from "../../orm/values/reference-of.ts";
import { columnFacts, type ColumnFacts } from "../../orm/values/column-facts.ts";
import type { CsvFields, CsvImport } from "../../protocol/crud.ts";
import type { Columns } from "../writable-columns.ts";

/** One column of a file that goes somewhere. */
export interface ImportColumn {
  /** Its place in a row of the file. */
  readonly at: number;
  readonly field: string;
  readonly column: Column;
  readonly facts: ColumnFacts;
  /** The file has names of the rows that it points to. */
  readonly byName: boolean;
}

/** What an import does with each row, checked. */
export interface ImportPlan {
  readonly columns: readonly ImportColumn[];
  /** Columns by which a row that is there is known; none: every row is a new one. */
  readonly key: readonly string[];
  readonly isCheck: boolean;
  readonly skipsErrors: boolean;
}

/**
 * What a browser wants of an import, against what the model takes.
 *
 * @throws RxError COLUMN_NOT_ALLOWED
 */
export function importPlan(
  request: Exclude<CsvImport, { how: "look" }>,
  { fields, keys }: NonNullable<CsvFields["import"]>,
  columns: Columns,
): ImportPlan {
  const names = new Set(fields.map(({ name }) => name));
  const refuse = (found: string): never => {
    throw new RxError("COLUMN_NOT_ALLOWED", { action: "import", found: JSON.stringify(found.slice(0, 60)) });
  };
  const mapped = request.columns.flatMap((target, at): ImportColumn[] => {
    if (target === null) return [];
    const column = names.has(target.field) ? columns[target.field] : undefined;
    const byName = target.by === "name";
    if (column === undefined || (byName && referenceOf(column) === undefined)) return refuse(target.field);
    return [{ at, field: target.field, column, facts: columnFacts(column), byName }];
  });
  const twice = mapped.find(({ field }, at) => mapped.findIndex((other) => other.field === field) !== at);
  if (mapped.length === 0 || twice !== undefined) return refuse(twice?.field ?? "no column at all");
  const { key = [] } = request;
  const isKey = key.length === 0 || keys.some((known) => known.join("\0") === key.join("\0"));
  const missing = key.find((name) => !mapped.some(({ field }) => field === name));
  if (!isKey || missing !== undefined) return refuse(missing ?? key.join());
  return { columns: mapped, key, isCheck: request.how === "check", skipsErrors: request.onError === "skip" };
}
