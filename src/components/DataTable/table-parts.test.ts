import { expect, test } from "vitest";
import { columnWidth } from "./column-width.ts";
import { countText, totalWords } from "./count-text.ts";
import { Selection } from "./selection.ts";
import { clickSort, sortMark } from "./sort-model.ts";

test("counts say what the server said, and how sure it was", () => {
  const applied = { sort: [], filter: undefined, search: "paid" };
  expect(
    countText({
      range: { first: 0, last: 16, is: "exact" },
      total: { count: 175, is: "exact" },
      all: { count: 50_000, is: "exact" },
      applied,
    }),
  ).toEqual({ range: "1–17", matching: "175", all: "50,000" });
  expect(totalWords({ count: 10_000, is: "at least" })).toBe("over 10,000");
  expect(totalWords({ count: 2_412_345, is: "about" })).toBe("about 2.4 million");
  expect(countText({ range: undefined, total: undefined, all: undefined, applied })).toEqual({
    range: undefined,
    matching: undefined,
    all: undefined,
  });
});

test("clicks sort up, down and not at all; with shift they add", () => {
  const up = clickSort([], "total", false);
  expect(up).toEqual([["total", "asc"]]);
  const down = clickSort(up, "total", false);
  expect(down).toEqual([["total", "desc"]]);
  expect(clickSort(down, "total", false)).toEqual([]);
  const both = clickSort(down, "placed", true);
  expect(both).toEqual([
    ["total", "desc"],
    ["placed", "asc"],
  ]);
  expect(sortMark(both, "placed")).toEqual({ direction: "asc", place: 2 });
  expect(sortMark(down, "total")).toEqual({ direction: "desc", place: undefined });
});

test("selection is kept by key, a range follows the order on screen", () => {
  const selection = new Selection();
  selection.toggle(3);
  selection.toggleTo(1, [5, 3, 2, 1]);
  expect(selection.keys).toEqual([3, 2, 1]);
  expect(selection.state([3, 2])).toBe("all");
  expect(selection.state([3, 9])).toBe("some");
  selection.toggleAll([3, 2, 1]);
  expect(selection.state([3])).toBe("none");
});

test("all that match are selected until one is taken out or other rows match", () => {
  const selection = new Selection();
  selection.selectEverything([1, 2]);
  expect([selection.isEverything, selection.has(99), selection.state([1, 99])]).toEqual([true, true, "all"]);
  selection.toggle(2);
  expect([selection.isEverything, selection.keys]).toEqual([false, [1]]);
  selection.selectEverything([1, 2]);
  selection.endEverything();
  expect([selection.isEverything, selection.has(1)]).toEqual([false, false]);
  selection.toggle(1);
  selection.endEverything();
  expect(selection.keys).toEqual([1]);
});

test("a header always fits, a width that the app gives is taken", () => {
  const column = { name: "q", kind: "integer", label: "Quantity ordered" } as const;
  expect(columnWidth(column).width).toBeGreaterThan(104);
  expect(columnWidth(column, 90)).toEqual({ width: 90, minWidth: 90 });
});
