import fc from "fast-check";
import { expect, test } from "vitest";
import type { Patch } from "../protocol/delta.ts";
import { applyDelta } from "./apply-delta.ts";

const before = { Cart: { items: [{ id: 1 }, { id: 2 }, { id: 3 }], note: { by: { name: "Ann" } }, count: 1 } };

test("sets a nested value and shares all else", () => {
  const { vars } = applyDelta(before, { p: [[0, ["Cart", "items", 1, "id"], 9]] });
  expect(vars["Cart"]?.["items"]).toEqual([{ id: 1 }, { id: 9 }, { id: 3 }]);
  const items = vars["Cart"]?.["items"];
  expect(Array.isArray(items) && items[0] === before.Cart.items[0]).toBe(true);
  expect(vars["Cart"]?.["note"]).toBe(before.Cart.note);
  expect(before.Cart.items[1]).toEqual({ id: 2 });
});

test("splices, deletes and reorders", () => {
  const p: Patch[] = [
    [1, ["Cart", "items"], 1, 1, [{ id: 7 }, { id: 8 }]],
    [3, ["Cart", "items"], [2, 2, 0, 2]],
    [2, ["Cart", "note", "by", "name"]],
  ];
  const { vars } = applyDelta(before, { p });
  expect(vars["Cart"]).toEqual({ items: [{ id: 8 }, { id: 3 }, { id: 1 }, { id: 7 }], note: { by: {} }, count: 1 });
});

test("names the vars that it touched, also those that a whole State no longer has", () => {
  const { vars, touched } = applyDelta(before, { full: true, s: { Cart: { count: 2 } } });
  expect(vars).toEqual({ Cart: { count: 2 } });
  expect([...(touched.get("Cart") ?? [])].toSorted()).toEqual(["count", "items", "note"]);
});

test.each(["__proto__", "constructor", "prototype"])("refuses the key %s", (key) => {
  const changes = { p: [[0, ["Cart", "note", key, "x"], 1]] as Patch[] };
  expect(() => applyDelta(before, changes)).toThrow(expect.objectContaining({ code: "DELTA_MISFIT" }));
});

test("refuses a path that is not there and changes nothing", () => {
  const copy = structuredClone(before);
  const p: Patch[] = [
    [0, ["Cart", "count"], 5],
    [1, ["Cart", "gone"], 0, 0, [1]],
  ];
  expect(() => applyDelta(before, { p })).toThrow(expect.objectContaining({ code: "DELTA_MISFIT" }));
  expect(before).toEqual(copy);
});

test("gives what the same splices give on a plain array", () => {
  const splices = fc.array(
    fc.record({ start: fc.nat(8), deleted: fc.nat(3), items: fc.array(fc.integer(), { maxLength: 3 }) }),
  );
  fc.assert(
    fc.property(fc.array(fc.integer()), splices, (list, changes) => {
      const expected = [...list];
      for (const { start, deleted, items } of changes) expected.splice(start, deleted, ...items);
      const p = changes.map(({ start, deleted, items }): Patch => [1, ["S", "list"], start, deleted, items]);
      expect(applyDelta({ S: { list } }, { p }).vars).toEqual({ S: { list: expected } });
    }),
  );
});
