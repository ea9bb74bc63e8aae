// Where the columns of a file go, as a form of choices has it.
import type { CsvFields, CsvTarget } from "../../../protocol/crud.ts";

/** What a model takes from a file. */
export type ImportFields = NonNullable<CsvFields["import"]>;

/** A target as the value of a choice, and back. */
export function targetValue(target: CsvTarget | null): string {
  return target === null ? "" : `${target.by ?? "value"} ${target.field}`;
}

/** All places where a column may go; the names of a reference before its keys. */
export function targetChoices({
  fields,
}: ImportFields): readonly { readonly target: CsvTarget; readonly label: string }[] {
  return fields.flatMap(({ name, label, named }) => {
    const plain = { target: { field: name }, label };
    if (named !== true) return [plain];
    return [
      { target: { field: name, by: "name" as const }, label: `${label} (name)` },
      { ...plain, label: `${label} (ID)` },
    ];
  });
}

/** The keys by which rows can be found with these columns. */
export function usableKeys(
  { keys }: ImportFields,
  columns: readonly (CsvTarget | null)[],
): readonly (readonly string[])[] {
  const mapped = new Set(columns.map((target) => target?.field));
  return keys.filter((key) => key.every((name) => mapped.has(name)));
}

/** Labels of the columns that a new row needs and that the file does not have. */
export function missingLabels({ fields }: ImportFields, columns: readonly (CsvTarget | null)[]): readonly string[] {
  const mapped = new Set(columns.map((target) => target?.field));
  return fields.flatMap(({ name, label, required }) => (required === true && !mapped.has(name) ? [label] : []));
}
