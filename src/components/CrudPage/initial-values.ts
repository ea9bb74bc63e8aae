import { decodeValue } from "../../protocol/decode-value.ts";
import type { FormField } from "../../protocol/form.ts";
import type { Values } from "../ModelForm/draft.ts";

/** What the form of a new row begins with: defaults of the model, then what the page gives. */
export function initialValues(fields: readonly FormField[], given: Values = {}): Values {
  return Object.fromEntries(fields.map((field) => [field.name, given[field.name] ?? initialOf(field)]));
}

/** What a new row is made with: fields that were left empty are left to the database. */
export function filledValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

function initialOf({ kind, initial, required }: FormField): unknown {
  if (initial === undefined || initial === null) return kind === "boolean" && required ? false : null;
  if (kind === "timestamp" && typeof initial === "number") return new Date(initial);
  if (kind === "bigint" && typeof initial === "string") return BigInt(initial);
  return kind === "json" ? decodeValue(structuredClone(initial)) : initial;
}
