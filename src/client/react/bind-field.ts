// One field bound to one var. What a component reports differs (a DOM event, a value, text where a number was meant);
// what is set never does.
import type { Client } from "../client.ts";

/** The props that `bind` gives, at run time. Which of them a component sees in its types is bind-props' affair. */
export interface BoundField {
  readonly name: string;
  readonly error?: string;
  readonly value?: unknown;
  readonly checked?: boolean;
  readonly onChange: (change: unknown) => void;
  readonly onBlur: () => void;
  readonly onCompositionEnd: (event: unknown) => void;
}

/** Binds a var: `checked` for booleans, `value` for all else. */
export function bindField(client: Client, state: string, name: string): BoundField {
  const value = client.vars.get(state, name);
  const error = client.vars.error(state, name);
  const isBoolean = typeof value === "boolean";
  return {
    name,
    ...(error === undefined ? {} : { error }),
    ...(isBoolean ? { checked: value } : { value }),
    onChange: (change) => changed(client, state, name, change),
    onBlur: () => client.leave(state, name),
    onCompositionEnd: (event) => changed(client, state, name, event, true),
  };
}

function changed(client: Client, state: string, name: string, change: unknown, composed = false): void {
  const field = fieldOf(change);
  const before = client.vars.get(state, name);
  if (field === undefined) {
    client.set(state, name, converted(change, before));
    return;
  }
  if (typeof before === "boolean") {
    client.set(state, name, field.checked);
    return;
  }
  // A composition is shown as it grows and sent when it is done: half a character is nobody's search.
  if (field.composing && !composed) client.show(state, name, field.value);
  else client.set(state, name, converted(field.value, before), { typing: true });
}

interface Field {
  readonly value: string;
  readonly checked: boolean;
  readonly composing: boolean;
}

function fieldOf(change: unknown): Field | undefined {
  if (typeof change !== "object" || change === null) return undefined;
  const target = "currentTarget" in change ? change.currentTarget : undefined;
  if (typeof target !== "object" || target === null || !("value" in target)) return undefined;
  const native = "nativeEvent" in change ? change.nativeEvent : undefined;
  const composing =
    typeof native === "object" && native !== null && "isComposing" in native && native.isComposing === true;
  return {
    value: String(target.value),
    checked: "checked" in target && target.checked === true,
    composing,
  };
}

/**
 * Number and date fields report text while something is typed that is not one yet. It is set as it is: the schema
 * refuses it and says why, the field keeps it.
 */
function converted(change: unknown, before: unknown): unknown {
  if (typeof change !== "string") return change;
  if (typeof before === "number" && change.trim() !== "" && Number.isFinite(Number(change))) return Number(change);
  if (typeof before === "bigint" && /^-?\d+$/.test(change)) return BigInt(change);
  if (before instanceof Date && !Number.isNaN(Date.parse(change))) return new Date(change);
  return change;
}
