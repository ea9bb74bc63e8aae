import { expect, test } from "vitest";
import { Skeleton } from "./skeleton.ts";

const compare = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0]);

function skeleton(): Skeleton {
  const made = new Skeleton(compare, 10);
  made.extend({ to: [100], count: 10 });
  made.extend({ to: [200], count: 10 });
  made.extend({ to: null, count: 5 });
  return made;
}

test("leads from an index to a key and back", () => {
  const made = skeleton();
  expect(made.total).toBe(25);
  expect(made.atIndex(12)).toEqual({ from: [100], until: [200], before: 10, count: 10 });
  expect(made.atKey([250])).toEqual({ from: [200], until: null, before: 20, count: 5 });
});

test("is kept up by rows that come, go and move", () => {
  const made = skeleton();
  made.move(null, [150]);
  made.move([50], null);
  made.move([150], [250]);
  expect([made.total, made.atIndex(20)?.before, made.atKey([250])?.count]).toEqual([25, 19, 6]);
});

test("a segment that has grown is split, and its parts are counted apart from then on", () => {
  const made = skeleton();
  for (let key = 101; key <= 130; key++) made.move(null, [key]);
  const found = made.atIndex(30);
  expect(found?.count).toBe(40);
  if (found) made.split(found, [120], 15);
  expect(made.atIndex(24)).toEqual({ from: [100], until: [120], before: 10, count: 15 });
  expect(made.atIndex(25)).toEqual({ from: [120], until: [200], before: 25, count: 25 });
  made.move([125], null);
  expect([made.total, made.atIndex(25)?.count]).toEqual([54, 24]);
});
