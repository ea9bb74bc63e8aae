import { expect, test } from "vitest";
import { typedInto } from "./typed-into.ts";

const key = (name: string, more: Partial<Parameters<typeof typedInto>[1]> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  nativeEvent: { isComposing: false },
  ...more,
});

test("a letter begins the search of a picker that is closed, and follows what stands in an open one", () => {
  expect(typedInto(undefined, key("l"))).toBe("l");
  expect(typedInto("Lar", key("k"))).toBe("Lark");
  expect(typedInto("Lark", key(" "))).toBe("Lark ");
  expect(typedInto("Lark", key("Backspace"))).toBe("Lar");
});

test("keys that open, move, choose or command are no typing", () => {
  expect(typedInto(undefined, key(" "))).toBeUndefined();
  expect(typedInto(undefined, key("Backspace"))).toBeUndefined();
  for (const name of ["Enter", "ArrowDown", "Tab", "Escape"]) expect(typedInto("Lar", key(name))).toBeUndefined();
  expect(typedInto("", key("a", { ctrlKey: true }))).toBeUndefined();
  expect(typedInto("", key("a", { nativeEvent: { isComposing: true } }))).toBeUndefined();
});
