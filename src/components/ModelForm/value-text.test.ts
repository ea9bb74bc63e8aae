import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

test("a value is said in words: nothing, yes, a choice, the name of a row", () => {
  const reference = { name: "x", label: "X", kind: "ref", on: "both" } as const;
  expect(valueText(undefined, null)).toBe("nothing");
  expect(valueText(undefined, true)).toBe("Yes");
  expect(valueText({ name: "s", label: "S", kind: "oneOf", on: "both" }, "on_hold")).toBe("On hold");
  expect(valueText(reference, 7, { value: 7, label: "Larkspur" })).toBe("Larkspur");
  expect(valueText(reference, 7, { value: 8, label: "Oslo" })).toBe("#7");
});
