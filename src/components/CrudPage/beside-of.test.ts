import { expect, test } from "vitest";
import { besideOf } from "./beside-of.ts";

const rows = [
  { key: 1, cells: [] },
  { key: 2, cells: [], mark: "gone" as const },
  { key: 3, cells: [] },
];

test("the rows beside one are those before and after it that are still there", () => {
  expect(besideOf({ rows }, 1, 1)?.key).toBe(3);
  expect(besideOf({ rows }, 3, -1)?.key).toBe(1);
});

test("at the ends, and beside a row that is not there, is nothing", () => {
  expect(besideOf({ rows }, 1, -1)).toBeUndefined();
  expect(besideOf({ rows }, 3, 1)).toBeUndefined();
  expect(besideOf({ rows }, 9, 1)).toBeUndefined();
});
