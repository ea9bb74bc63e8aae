import { expect, test } from "vitest";
import type { FormField } from "../../protocol/form.ts";
import { fieldError, Unparsed } from "./field-error.ts";

function field(kind: FormField["kind"], more: Partial<FormField> = {}): FormField {
  return { name: "x", label: "Total", kind, on: "both", ...more };
}

test("an empty value is refused where it is needed and nowhere else", () => {
  expect(fieldError(field("text", { required: true }), "")).toBe("Total is needed.");
  expect(fieldError(field("ref", { required: true }), null)).toBe("Total is needed.");
  expect(fieldError(field("boolean", { required: true }), null)).toBeUndefined();
  expect(fieldError(field("text"), null)).toBeUndefined();
});

test("a decimal keeps to its digits", () => {
  const money = field("decimal", { precision: 6, scale: 2 });
  expect(fieldError(money, "1234.50")).toBeUndefined();
  expect(fieldError(money, "-0001234.50")).toBeUndefined();
  expect(fieldError(money, "1.234")).toBe("Use at most 2 digits behind the point.");
  expect(fieldError(money, "12345")).toBe("Use at most 4 digits before the point.");
  expect(fieldError(money, "12,5")).toBe("Write a number, like 12.50.");
});

test("numbers are whole where the column is, and not below its least", () => {
  expect(fieldError(field("integer"), "1.5")).toBe("Write a whole number.");
  expect(fieldError(field("integer", { min: 1 }), 0)).toBe("Choose 1 or more.");
  expect(fieldError(field("bigint"), 12345678901234567890n)).toBeUndefined();
  expect(fieldError(field("real"), "1e3")).toBeUndefined();
});

test("text is counted by characters, not by code units", () => {
  expect(fieldError(field("text", { max: 2 }), "👍👍")).toBeUndefined();
  expect(fieldError(field("text", { max: 2 }), "abc")).toBe("Use at most 2 characters, not 3.");
});

test("dates, choices, keys and JSON are refused in words", () => {
  expect(fieldError(field("timestamp"), new Date(Number.NaN))).toBe("Choose a day and a time.");
  expect(fieldError(field("date"), "2026-11-21")).toBeUndefined();
  expect(fieldError(field("oneOf", { choices: ["a"] }), "b")).toBe("Choose one of the list.");
  expect(fieldError(field("uuid"), "7")).toBe("Write a UUID, like 0b9c8f7e-….");
  expect(fieldError(field("json"), new Unparsed("{"))).toBe("Write valid JSON.");
});
