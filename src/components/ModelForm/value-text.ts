import type { FormField } from "../../protocol/form.ts";
import type { Choice } from "../../protocol/rows.ts";
import { wordOf } from "../StatusMark/word-of.ts";
import { toText } from "./field-text.ts";

/** A value as a sentence can say it; `known` names the row of a reference. */
export function valueText(field: FormField | undefined, value: unknown, known?: Choice): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (value instanceof Date) return value.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (field?.kind === "oneOf") return wordOf(String(value));
  if (field?.kind === "ref") return known?.value === value ? known.label : `#${String(value)}`;
  return toText(value);
}
