import { expect, test } from "vitest";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { cellText } from "./cell-text.ts";
import { cellValue } from "../../../protocol/cell-value.ts";
import { editText } from "./edit-text.ts";
import { narrowLayout } from "./narrow-layout.ts";
import { parseCell } from "./parse-cell.ts";

const column = (kind: ColumnDescription["kind"], more: Partial<ColumnDescription> = {}): ColumnDescription => ({
  name: kind,
  kind,
  label: kind,
  ...more,
});

test("numbers are grouped, decimals keep their digits however many there are", () => {
  expect(cellText(column("integer"), 50_000)).toBe("50,000");
  expect(cellText(column("decimal", { scale: 2 }), "1234567890123456789.5")).toBe("1,234,567,890,123,456,789.50");
  expect(cellText(column("decimal", { scale: 2 }), "-0.5")).toBe("-0.50");
  expect(cellText(column("bigint"), "9007199254740993")).toBe("9,007,199,254,740,993");
});

test("a day is the same day everywhere", () => {
  expect(cellText(column("date"), "2026-11-20")).toBe("Nov 20, 2026");
});

test("a reference shows its name, nothing shows nothing", () => {
  expect(cellText(column("ref"), [7, "Larkspur Books"])).toBe("Larkspur Books");
  expect(cellText(column("text"), null)).toBe("");
});

test("cells become the values that the query gave", () => {
  expect(cellValue(column("timestamp"), 5)).toEqual(new Date(5));
  expect(cellValue(column("bigint"), "12")).toBe(12n);
  expect(cellValue(column("ref"), [7, "Larkspur"])).toEqual([7, "Larkspur"]);
});

test("what is typed is read by the column's kind, or refused with what it should be", () => {
  expect(parseCell(column("integer"), "1,200")).toEqual({ ok: true, cell: 1200 });
  expect(parseCell(column("integer"), "1.5")).toEqual({ ok: false, reason: "integer is a whole number." });
  expect(parseCell(column("decimal", { scale: 2 }), "1.555")).toMatchObject({ ok: false });
  expect(parseCell(column("decimal", { scale: 2 }), " 12.5 ")).toEqual({ ok: true, cell: "12.5" });
  expect(parseCell(column("text", { max: 3 }), "four")).toMatchObject({ ok: false });
  expect(parseCell(column("date"), "2026-11-20")).toEqual({ ok: true, cell: "2026-11-20" });
});

test("nothing is null where the column may be empty, else it is refused; a text may be empty", () => {
  expect(parseCell(column("date", { nullable: true }), "")).toEqual({ ok: true, cell: null });
  expect(parseCell(column("integer"), "")).toMatchObject({ ok: false });
  expect(parseCell(column("text"), "")).toEqual({ ok: true, cell: "" });
});

test("an editor begins with what it can read again", () => {
  const at = new Date(2026, 10, 20, 9, 5).getTime();
  expect(editText(column("timestamp"), at)).toBe("2026-11-20T09:05");
  expect(parseCell(column("timestamp"), editText(column("timestamp"), at))).toEqual({ ok: true, cell: at });
});

test("two lines say what a row is, its number and day, its amount and status", () => {
  const kinds = ["id", "ref", "oneOf", "integer", "decimal", "date"] as const;
  expect(narrowLayout(kinds.map((kind) => column(kind)))).toEqual({ title: 1, details: [0, 5], amount: 4, status: 2 });
});

test("the first day of a row is the one it says, and a hidden column says nothing", () => {
  const columns = [column("ref"), column("timestamp"), column("date"), column("decimal"), column("integer")];
  expect(narrowLayout(columns)).toMatchObject({ details: [1], amount: 3 });
  expect(narrowLayout(columns, (name) => name === "timestamp" || name === "decimal")).toMatchObject({
    details: [2],
    amount: 4,
  });
});
