import { expect, test } from "vitest";
import { RowsRef } from "../../client/rows-ref.ts";
import type { ColumnDescription } from "../../protocol/rows.ts";
import { onlyThisRow } from "./find-row.ts";

const column = (name: string, more: Partial<ColumnDescription> = {}): ColumnDescription => ({
  name,
  kind: "text",
  label: name,
  filter: true,
  ...more,
});

const refOf = (...columns: readonly ColumnDescription[]): RowsRef =>
  new RowsRef("Orders", "rows", { "~r": 1, columns, keyed: true });

const row = { key: 7, session: 1, known: {}, values: { id: 9, day: new Date(5), note: "~x", gone: null } };

test("a row is told from others by all columns of its key, tagged as filters are", () => {
  expect(onlyThisRow(refOf(column("id")), ["id"], row)).toEqual({ col: "id", op: "eq", value: 9 });
  expect(onlyThisRow(refOf(column("day"), column("note")), ["day", "note"], row)).toEqual({
    all: [
      { col: "day", op: "eq", value: "~d5" },
      { col: "note", op: "eq", value: "~~x" },
    ],
  });
});

test("not by a part of its key: one that is not shown, that may not be asked for, or that is not there", () => {
  expect(onlyThisRow(refOf(column("id")), ["id", "line"], row)).toBeUndefined();
  expect(onlyThisRow(refOf({ name: "id", kind: "id", label: "ID" }), ["id"], row)).toBeUndefined();
  expect(onlyThisRow(refOf(column("gone")), ["gone"], row)).toBeUndefined();
  expect(onlyThisRow(refOf(column("id")), [], row)).toBeUndefined();
});
