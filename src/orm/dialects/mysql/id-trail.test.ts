import { expect, test } from "vitest";
import { IdTrail } from "./id-trail.ts";

test("numbers are new once, also those that come after later ones", () => {
  const trail = new IdTrail(3);
  expect([4, 7, 5, 5, 7, 3].map((id) => trail.see(id, 10))).toEqual([true, true, true, false, false, false]);
  expect(trail.newest).toBe(7);
  expect(trail.holes).toEqual([6]);
});

test("a number that was dropped is missing no longer, nor seen", () => {
  const trail = new IdTrail(0);
  trail.see(3, 100);
  expect(trail.missingSince(100)).toEqual([]);
  expect(trail.missingSince(101)).toEqual([1, 2]);
  trail.drop([1]);
  expect(trail.holes).toEqual([2]);
  expect(trail.see(1, 200)).toBe(false);
});
