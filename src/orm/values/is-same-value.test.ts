import { expect, test } from "vitest";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { text } from "../columns/text.ts";
import { setCurrentDialect } from "../current-dialect.ts";
import { model } from "../define-model.ts";
import { recordTable } from "../records/record-table.ts";
import { isSameValue } from "./is-same-value.ts";

const things = model("same_things", { id: id(), price: decimal({ precision: 10, scale: 2 }), name: text() });

test("decimals are the same by their worth, all else by every sign", () => {
  setCurrentDialect("sqlite");
  const { price, name } = recordTable(things).columns;
  for (const [a, b] of [
    ["1.10", "1.1000"],
    ["-0.00", "0"],
    ["+1", "1"],
    ["007", "7.0"],
    [".5", "0.50"],
    [null, undefined],
  ]) {
    expect([a, b, isSameValue(price, a, b)]).toEqual([a, b, true]);
  }
  for (const [a, b] of [
    ["1.1", "1.01"],
    ["1", "-1"],
    ["10", "1"],
    [null, "0"],
    ["100", "1"],
  ]) {
    expect([a, b, isSameValue(price, a, b)]).toEqual([a, b, false]);
  }
  expect(isSameValue(name, "1.10", "1.1")).toBe(false);
  expect(isSameValue(name, "", null)).toBe(false);
});
