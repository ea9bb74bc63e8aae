import { expect, test } from "vitest";
import { readHidden, withHidden } from "./hidden-columns.ts";

test("what the reader hides is left out beside what the app leaves out, and keeps its look", () => {
  const looks = { total: { width: 90 }, note: { hidden: true } };
  expect(withHidden(looks, ["total", "due"])).toEqual({
    total: { width: 90, hidden: true },
    note: { hidden: true },
    due: { hidden: true },
  });
  expect(withHidden(looks, [])).toBe(looks);
});

test("what is remembered is names, whatever stands there", () => {
  expect(readHidden('["total",3]')).toEqual(["total"]);
  expect(readHidden('{"total":true}')).toEqual([]);
  expect(readHidden("no json")).toEqual([]);
  expect(readHidden(undefined)).toEqual([]);
});
