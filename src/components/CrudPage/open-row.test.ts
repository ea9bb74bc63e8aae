import { expect, test } from "vitest";
import type { FormMessage } from "../../protocol/form.ts";
import { changesText, openRow, statusOf, titleOf } from "./open-row.ts";

const form: FormMessage = {
  t: "form",
  model: "customers",
  singular: "Customer",
  plural: "Customers",
  fields: [{ name: "status", label: "Status", kind: "oneOf", on: "both" }],
  key: ["id"],
  display: ["name", "city"],
  may: {},
};

test("a row is called by its name with its key below, or by its key where it has no name", () => {
  expect(titleOf(form, { id: 7, name: "Larkspur" })).toEqual({ title: "Larkspur", detail: "Customer #7" });
  expect(titleOf({ ...form, display: ["id"] }, { id: 7 })).toEqual({ title: "Customer #7", detail: undefined });
  expect(titleOf(form, { id: "0b9c", name: "" })).toEqual({ title: "Customer", detail: undefined });
});

test("references are taken apart into the key and the name that is known of it", () => {
  const columns = [
    { name: "id", kind: "id" },
    { name: "customerId", kind: "ref" },
    { name: "repId", kind: "ref" },
  ];
  expect(openRow({ key: 3, session: 1 }, { id: 1, customerId: [7, "Larkspur"], repId: null }, columns)).toEqual({
    key: 3,
    session: 1,
    values: { id: 1, customerId: 7, repId: null },
    known: { customerId: { value: 7, label: "Larkspur" } },
  });
});

test("the first choice is the status, changes are counted in words", () => {
  expect(statusOf(form.fields, { status: "lead" })).toBe("lead");
  expect(statusOf([], { status: "lead" })).toBeUndefined();
  expect([changesText(1), changesText(3)]).toEqual(["1 unsaved change", "3 unsaved changes"]);
});
