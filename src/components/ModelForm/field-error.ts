import type { FormField } from "../../protocol/form.ts";

/** What is wrong with a typed value by the rules that a browser knows; undefined where nothing is. The server checks all rules again. */
export function fieldError(field: FormField, value: unknown): string | undefined {
  if (isEmpty(value)) return field.required && field.kind !== "boolean" ? `${field.label} is needed.` : undefined;
  switch (field.kind) {
    case "text":
    case "longText":
      return textError(field, value);
    case "id":
    case "integer":
    case "bigint":
      return /^-?\d+$/.test(String(value)) ? numberError(field, value) : "Write a whole number.";
    case "real":
      return Number.isFinite(Number(value)) ? numberError(field, value) : "Write a number.";
    case "decimal":
      return decimalError(field, String(value));
    case "uuid":
      return uuid.test(String(value)) ? undefined : "Write a UUID, like 0b9c8f7e-….";
    case "oneOf":
      return field.choices?.includes(String(value)) === false ? "Choose one of the list." : undefined;
    case "timestamp":
      return value instanceof Date && !Number.isNaN(value.getTime()) ? undefined : "Choose a day and a time.";
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? undefined : "Choose a day.";
    case "json":
      return value instanceof Unparsed ? "Write valid JSON." : undefined;
    case "boolean":
    case "ref":
    case "bytes":
      return undefined;
  }
}

/** Text of a JSON field that is no JSON yet. */
export class Unparsed {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** So that it can be compared with what was there. */
  toJSON(): object {
    return { unparsed: this.text };
  }
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

function textError({ max }: FormField, value: unknown): string | undefined {
  const length = [...String(value)].length;
  return max !== undefined && length > max
    ? `Use at most ${max.toLocaleString()} characters, not ${length}.`
    : undefined;
}

function numberError({ min, max }: FormField, value: unknown): string | undefined {
  const number = Number(value);
  if (min !== undefined && number < min) return `Choose ${min.toLocaleString()} or more.`;
  if (max !== undefined && number > max) return `Choose ${max.toLocaleString()} or less.`;
  return undefined;
}

function decimalError(field: FormField, text: string): string | undefined {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return "Write a number, like 12.50.";
  const { scale, precision } = field;
  if (scale !== undefined && (match[2]?.length ?? 0) > scale) {
    return `Use at most ${scale} ${scale === 1 ? "digit" : "digits"} behind the point.`;
  }
  const whole = match[1]?.replace(/^0+/, "").length ?? 0;
  if (precision !== undefined && whole > precision - (scale ?? 0)) {
    return `Use at most ${precision - (scale ?? 0)} digits before the point.`;
  }
  return numberError(field, text);
}
