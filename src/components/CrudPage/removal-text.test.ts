import { expect, test } from "vitest";
import type { FormMessage } from "../../protocol/form.ts";
import { countText, removalText } from "./removal-text.ts";

const form: FormMessage = {
  t: "form",
  model: "orders",
  singular: "Order",
  plural: "Orders",
  fields: [],
  key: ["id"],
  display: [],
  may: { remove: true },
};
const lines = { model: "lines", singular: "Line", plural: "Lines", count: 41 };
const bill = { model: "bills", singular: "Bill", plural: "Bills", count: 1 };

test("a count names one or many", () => {
  expect([countText(form, 1), countText(form, 1204)]).toEqual(["1 order", "1,204 orders"]);
});

test("what goes with the rows is named by number", () => {
  expect(removalText({ rows: 3, goesWith: [lines], keptBy: [] })).toBe(
    "Their 41 lines go with them. This cannot be undone.",
  );
  expect(removalText({ rows: 1, goesWith: [lines, bill], keptBy: [] })).toBe(
    "Its 41 lines and 1 bill go with it. This cannot be undone.",
  );
  expect(removalText({ rows: 1, goesWith: [], keptBy: [] })).toBe("This cannot be undone.");
});

test("what keeps the rows is said instead of a question", () => {
  expect(removalText({ rows: 1, goesWith: [], keptBy: [bill] })).toBe("It cannot be deleted: 1 bill still needs it.");
  expect(removalText({ rows: 2, goesWith: [], keptBy: [lines] })).toBe(
    "They cannot be deleted: 41 lines still need them.",
  );
});

test("rows that others deleted are said to be gone", () => {
  expect(removalText({ rows: 0, goesWith: [], keptBy: [] })).toContain("somebody else was faster");
});
