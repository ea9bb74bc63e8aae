import type { FormField, FormMessage } from "../../protocol/form.ts";
import type { Choice, RowKey } from "../../protocol/rows.ts";
import type { Values } from "../ModelForm/draft.ts";

/** A row that a form is open on. */
export interface OpenRow {
  readonly key: RowKey;
  /** In which session of the client the key names it. */
  readonly session: number;
  /** By column; a reference is the key that it points to. */
  readonly values: Values;
  /** Names of the rows that its references point to. */
  readonly known: Readonly<Record<string, Choice>>;
}

/** A row with its references as cells give them, `[key, label]`, taken apart. */
export function openRow(
  { key, session }: Pick<OpenRow, "key" | "session">,
  cells: Values,
  columns: readonly { readonly name: string; readonly kind: string }[],
): OpenRow {
  const values: Record<string, unknown> = { ...cells };
  const known: Record<string, Choice> = {};
  for (const { name, kind } of columns) {
    const cell = cells[name];
    if (kind !== "ref" || !Array.isArray(cell)) continue;
    const [target, label]: readonly unknown[] = cell;
    values[name] = target;
    known[name] = { value: target, label: String(label ?? target) };
  }
  return { key, session, values, known };
}

/** Name of a row and, below it, what it is: `Larkspur Books` · `Customer #1308`, or `Order #59396` alone. */
export function titleOf(
  form: FormMessage,
  values: Values,
): { readonly title: string; readonly detail: string | undefined } {
  const key = form.key.map((name) => values[name]).filter((value) => value !== undefined);
  const [only] = key;
  const number = typeof only === "number" && key.length === 1 ? ` #${only}` : "";
  const what = `${form.singular}${number}`;
  const [first] = form.display.filter((name) => !form.key.includes(name));
  const name = first === undefined ? undefined : values[first];
  if (typeof name !== "string" || name === "") return { title: what, detail: undefined };
  return { title: name, detail: what };
}

/** The value that a form shows as a mark beside its title: its first choice column. */
export function statusOf(fields: readonly FormField[], values: Values): string | undefined {
  const field = fields.find(({ kind }) => kind === "oneOf");
  const value = field === undefined ? undefined : values[field.name];
  return typeof value === "string" ? value : undefined;
}

/** `3 unsaved changes`, for the foot of a form. */
export function changesText(count: number): string {
  return count === 1 ? "1 unsaved change" : `${count} unsaved changes`;
}
