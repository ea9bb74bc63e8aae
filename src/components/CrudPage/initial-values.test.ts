import { expect, test } from "vitest";
import type { FormField } from "../../protocol/form.ts";
import { filledValues, initialValues } from "./initial-values.ts";

function field(name: string, kind: FormField["kind"], more: Partial<FormField> = {}): FormField {
  return { name, kind, label: name, on: "both", ...more };
}

test("a new row begins with the model's defaults as values of their kind", () => {
  const fields = [
    field("status", "oneOf", { initial: "lead" }),
    field("at", "timestamp", { initial: 5 }),
    field("big", "bigint", { initial: "9007199254740993" }),
    field("tags", "json", { initial: ["~~a"] }),
    field("gift", "boolean", { required: true }),
    field("note", "text"),
  ];
  expect(initialValues(fields)).toEqual({
    status: "lead",
    at: new Date(5),
    big: 9007199254740993n,
    tags: ["~a"],
    gift: false,
    note: null,
  });
});

test("what the page gives comes before the default", () => {
  expect(initialValues([field("name", "text", { initial: "x" })], { name: "typed", other: 1 })).toEqual({
    name: "typed",
  });
});

test("fields left empty are left to the database", () => {
  expect(filledValues({ a: null, b: "", c: false, d: undefined })).toEqual({ b: "", c: false });
});
