import { expect, test } from "vitest";
import { compareTuples } from "./compare-tuples.ts";

const ascending = compareTuples([false]);

test("puts NULL before numbers, numbers before text, text before bytes", () => {
  const values = [null, -1, 2n, 2.5, "", "a", new Uint8Array([0])];
  for (let index = 1; index < values.length; index++) {
    expect(ascending([values[index - 1]], [values[index]])).toBeLessThan(0);
    expect(ascending([values[index]], [values[index - 1]])).toBeGreaterThan(0);
  }
});

test("orders text by code points, as UTF-8 does", () => {
  const sorted = ["Z", "a", "é", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{1f600}"];
  expect(sorted.toReversed().toSorted((a, b) => ascending([a], [b]))).toEqual(sorted);
  expect(sorted.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(sorted);
});

test("a bigint and a number of the same value are alike", () => {
  expect(ascending([2n], [2])).toBe(0);
});

test("each part has its own direction", () => {
  const compare = compareTuples([true, false]);
  expect(compare([1, 1], [2, 1])).toBeGreaterThan(0);
  expect(compare([1, 1], [1, 2])).toBeLessThan(0);
});
