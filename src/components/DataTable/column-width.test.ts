import { expect, test } from "vitest";
import { columnWidth } from "./column-width.ts";

test("a column of choices is as wide as its longest word", () => {
  const column = { name: "region", kind: "oneOf", label: "Region", choices: ["DACH", "Southern Europe"] } as const;
  expect(columnWidth(column)).toEqual({ width: 157, minWidth: 104 });
});

test("a header's text always fits", () => {
  const column = { name: "quantity", kind: "integer", label: "Quantity in stock" } as const;
  expect(columnWidth(column)).toEqual({ width: 167, minWidth: 167 });
});

test("a width that is asked for is kept, however narrow", () => {
  expect(columnWidth({ name: "note", kind: "text", label: "Note" }, 90)).toEqual({ width: 90, minWidth: 90 });
});
