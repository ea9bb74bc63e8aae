import type { DataTableProps } from "../data-table-props.ts";

type Looks = NonNullable<DataTableProps["columns"]>;

/** Looks of columns with those left out, too, that the reader does not want to see. */
export function withHidden(looks: Looks, hidden: readonly string[]): Looks {
  if (hidden.length === 0) return looks;
  return { ...looks, ...Object.fromEntries(hidden.map((name) => [name, { ...looks[name], hidden: true }])) };
}

/** Names of columns as they were remembered; none where something else stands there. */
export function readHidden(text: string | undefined): readonly string[] {
  try {
    const names: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}
