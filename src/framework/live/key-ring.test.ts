import { expect, test } from "vitest";
import { KeyRing } from "./key-ring.ts";

test("a row has one number as long as somebody holds it", () => {
  const ring = new KeyRing(700);
  expect([ring.hold("a"), ring.hold("b"), ring.hold("a")]).toEqual([700, 701, 700]);
  ring.release(700);
  expect(ring.idOf(700)).toBe("a");
  ring.release(700);
  expect(ring.idOf(700)).toBeUndefined();
});

test("a number that was given back is never given again", () => {
  const ring = new KeyRing();
  ring.release(ring.hold("a"));
  expect(ring.hold("b")).toBe(2);
});
