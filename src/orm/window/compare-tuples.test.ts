import { expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { compareNumbers } from "./compare-numbers.ts";
import { compareTimes } from "./compare-times.ts";
import { compareTuples } from "./compare-tuples.ts";
import { sqliteWindows } from "./sql/sqlite.ts";

const orders = { ordersByBytes: () => true };
const compare = sqliteWindows.compare(sql`x`, orders) ?? (() => Number.NaN);
const ascending = compareTuples([{ descending: false, compare }]);

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
  const mixed = compareTuples([
    { descending: true, compare },
    { descending: false, compare },
  ]);
  expect(mixed([1, 1], [2, 1])).toBeGreaterThan(0);
  expect(mixed([1, 1], [1, 2])).toBeLessThan(0);
  expect(mixed([1, 1], [null, 1])).toBeLessThan(0);
});

test("orders decimals by their value, however they are written", () => {
  const sorted = ["-100.5", "-20", "-0.01", "0.00", "0.5", "1.050", "1.06", "9", "10.00", "123456789012345678901.1"];
  expect(sorted.toReversed().toSorted(compareNumbers)).toEqual(sorted);
  expect(compareNumbers("1.50", 1.5)).toBe(0);
  expect(compareNumbers("-0.0", "0")).toBe(0);
  expect(compareNumbers("2", 10n)).toBeLessThan(0);
});

test("orders times as the server writes them, far years too", () => {
  const sorted = [
    "-infinity",
    "0044-03-15 00:00:00+00 BC",
    "0001-01-01 00:00:00+00",
    "2026-01-01 00:00:00+00",
    "2026-01-01 00:00:00.001+00",
    "2026-01-01 00:00:00.01+00",
    "9999-12-31 00:00:00+00",
    "10000-01-01 00:00:00+00",
    "infinity",
  ];
  expect(sorted.toReversed().toSorted(compareTimes)).toEqual(sorted);
});
