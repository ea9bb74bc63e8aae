import { expect, test } from "vitest";
import type { FormField } from "../../protocol/form.ts";
import { Unparsed } from "./field-error.ts";
import { fromText, toText } from "./field-text.ts";

function field(kind: FormField["kind"], required = false): FormField {
  return { name: "x", label: "X", kind, on: "both", ...(required && { required: true }) };
}

test("an empty field is null, but an empty text where the column has no null", () => {
  expect(fromText(field("integer"), "")).toBeNull();
  expect(fromText(field("text"), "")).toBeNull();
  expect(fromText(field("text", true), "")).toBe("");
});

test("numbers, big numbers and JSON become what they are, unfinished ones stay text", () => {
  expect(fromText(field("real"), "1.5")).toBe(1.5);
  expect(fromText(field("integer"), "-")).toBe("-");
  expect(fromText(field("bigint"), "9007199254740993")).toBe(9007199254740993n);
  expect(fromText(field("json"), '{"a":1}')).toEqual({ a: 1 });
  expect(toText(fromText(field("json"), '{"a"'))).toBe('{"a"');
  expect(fromText(field("json"), "{")).toBeInstanceOf(Unparsed);
});

test("a decimal stays the text that was typed", () => {
  expect(fromText(field("decimal"), "12.50")).toBe("12.50");
});
