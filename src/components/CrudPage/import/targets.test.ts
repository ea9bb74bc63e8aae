import { expect, test } from "vitest";
import { missingLabels, targetChoices, targetValue, usableKeys, type ImportFields } from "./targets.ts";

const fields: ImportFields = {
  fields: [
    { name: "id", label: "ID", kind: "id" },
    { name: "customerId", label: "Customer", kind: "ref", required: true, named: true },
    { name: "note", label: "Note", kind: "text" },
  ],
  keys: [["id"], ["customerId", "note"]],
  maxBytes: 100,
};

test("a reference may come by name or by key, and each place has a value of its own", () => {
  const choices = targetChoices(fields);
  expect(choices.map(({ label }) => label)).toEqual(["ID", "Customer (name)", "Customer (ID)", "Note"]);
  expect(new Set(choices.map(({ target }) => targetValue(target))).size).toBe(4);
  expect(targetValue(null)).toBe("");
});

test("rows are found only by keys that the file has as a whole", () => {
  expect(usableKeys(fields, [{ field: "id" }, null, { field: "note" }])).toEqual([["id"]]);
  expect(usableKeys(fields, [{ field: "customerId", by: "name" }, { field: "note" }])).toEqual([
    ["customerId", "note"],
  ]);
  expect(usableKeys(fields, [null])).toEqual([]);
});

test("what new rows need and the file has not is named", () => {
  expect(missingLabels(fields, [{ field: "note" }])).toEqual(["Customer"]);
  expect(missingLabels(fields, [{ field: "customerId", by: "name" }])).toEqual([]);
});
