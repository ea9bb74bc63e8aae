import type { FormField } from "../../protocol/form.ts";
import { Unparsed } from "./field-error.ts";

/** A value as a text field shows it. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Unparsed) return value.text;
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

/** What a text field's text means for its column; text that means nothing yet stays as it is, and the form says why. */
export function fromText(field: FormField, text: string): unknown {
  if (text === "") return isText(field) && field.required ? "" : null;
  switch (field.kind) {
    case "integer":
    case "real":
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case "bigint":
      return /^-?\d+$/.test(text) ? BigInt(text) : text;
    case "json":
      return parsed(text);
    default:
      return text;
  }
}

function isText({ kind }: FormField): boolean {
  return kind === "text" || kind === "longText";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON yet: kept as it is typed, and told by the form.
    return new Unparsed(text);
  }
}
