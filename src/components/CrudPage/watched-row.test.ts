import { expect, test } from "vitest";
import type { RowsMessage } from "../../protocol/rows.ts";
import { afterMessage, type WatchedRow } from "./watched-row.ts";

const unknown: WatchedRow = { key: 7, block: undefined, cells: undefined };
const row: WatchedRow = { key: 7, block: { id: 3, version: 4 }, cells: [1, "old"] };

function push(more: Partial<Extract<RowsMessage, { type: "push" }>>): RowsMessage {
  return { t: "rows", type: "push", b: 3, v: 5, ...more };
}

test("a page gives the row with the block that it lies in", () => {
  const blocks = [
    {
      b: 3,
      v: 4,
      rows: {
        keys: [6, 7],
        cells: [
          [0, 1],
          ["x", "old"],
        ],
      },
    },
  ];
  const page: RowsMessage = { t: "rows", type: "page", id: 1, view: 1, r: 1, q: 1, total: null, first: 0, blocks };
  expect(afterMessage(unknown, page)).toEqual(row);
});

test("changed cells of the row arrive, those of its neighbours only move the version on", () => {
  expect(afterMessage(row, push({ set: [[7, { 1: "new" }]] }))).toEqual({
    key: 7,
    block: { id: 3, version: 5 },
    cells: [1, "new"],
  });
  expect(afterMessage(row, push({ set: [[8, { 1: "new" }]] }))).toEqual({ ...row, block: { id: 3, version: 5 } });
  expect(afterMessage(row, push({ b: 9 }))).toBe(row);
});

test("a gap, a split, a move and a lost block ask again; a deleted row keeps what was known", () => {
  expect(afterMessage(row, push({ v: 6 }))).toBe("ask");
  expect(afterMessage(row, push({ split: [8, 10] }))).toBe("ask");
  expect(afterMessage(row, push({ away: [7] }))).toBe("ask");
  expect(afterMessage(row, push({ add: [[0, 7, [1, "new"]]] }))).toBe("ask");
  expect(afterMessage(row, { t: "rows", type: "gone", id: 1, view: 1 })).toBe("ask");
  expect(afterMessage(row, push({ del: [7] }))).toEqual({ ...row, block: { id: 3, version: 5 } });
});
