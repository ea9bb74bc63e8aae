import { expect, test } from "vitest";
import { medianInterval } from "./median-interval.ts";

test("finds the middle, also between two", () => {
  expect(medianInterval([3, 1, 2]).median).toBe(2);
  expect(medianInterval([4, 1, 2, 3]).median).toBe(2.5);
});

test("cuts as many from each end as 95 % allow", () => {
  const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  expect(medianInterval(range(5))).toMatchObject({ low: 1, high: 5 });
  expect(medianInterval(range(6))).toMatchObject({ low: 1, high: 6 });
  expect(medianInterval(range(9))).toMatchObject({ low: 2, high: 8 });
  expect(medianInterval(range(12))).toMatchObject({ low: 3, high: 10 });
  expect(medianInterval(range(20))).toMatchObject({ low: 6, high: 15, min: 1, max: 20 });
});
