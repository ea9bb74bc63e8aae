import { expect, test } from "vitest";
import { firstDayOfWeek } from "./first-day-of-week.ts";

test("a week begins on Monday in Germany and on Sunday in the United States", () => {
  expect(firstDayOfWeek("de-DE")).toBe(1);
  expect(firstDayOfWeek("en-US")).toBe(0);
});
