import type { KeyboardEvent } from "react";

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & {
  readonly nativeEvent: { readonly isComposing: boolean };
};

/**
 * The text of a search after a key that another element got in its place; undefined where the key is no typing.
 *
 * @param search what stands in it; undefined where it is not open: a space opens it then, and types nothing.
 */
export function typedInto(search: string | undefined, event: Key): string | undefined {
  const { key, ctrlKey, metaKey, altKey, nativeEvent } = event;
  if (ctrlKey || metaKey || altKey || nativeEvent.isComposing) return undefined;
  if (key === "Backspace") return search?.slice(0, -1);
  if (key.length !== 1 || (key === " " && search === undefined)) return undefined;
  return `${search ?? ""}${key}`;
}
