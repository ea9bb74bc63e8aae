import { expect, test } from "vitest";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { conditionText } from "./condition-text.ts";
import { emptyDraft, toCondition, toDraft } from "./filter-draft.ts";
import { operatorsOf, toFilter, withCondition, type Condition } from "./filter-model.ts";

const total: ColumnDescription = { name: "total", kind: "decimal", label: "Total", scale: 2 };
const status: ColumnDescription = { name: "status", kind: "oneOf", label: "Status", nullable: true };
const placed: ColumnDescription = { name: "placed", kind: "timestamp", label: "Placed" };

test("one condition is itself, several are joined, none is no filter", () => {
  const over: Condition = { col: "total", op: "gte", value: "100" };
  const paid: Condition = { col: "status", op: "in", values: ["paid"], labels: ["paid"] };
  expect(toFilter([])).toBeUndefined();
  expect(toFilter([over])).toEqual(over);
  expect(toFilter([over, paid])).toEqual({ all: [over, { col: "status", op: "in", values: ["paid"] }] });
});

test("a column has one condition", () => {
  const first: Condition = { col: "total", op: "gte", value: "1" };
  const second: Condition = { col: "total", op: "lte", value: "2" };
  expect(withCondition([first], second)).toEqual([second]);
});

test("a range with one end is at least or at most, with none nothing", () => {
  const draft = emptyDraft(total);
  expect(toCondition(total, draft)).toEqual({ ok: true, condition: undefined });
  expect(toCondition(total, { ...draft, from: "100" })).toEqual({
    ok: true,
    condition: { col: "total", op: "gte", value: "100" },
  });
  expect(toCondition(total, { ...draft, from: "1", to: "2" })).toEqual({
    ok: true,
    condition: { col: "total", op: "between", value: "1", to: "2" },
  });
  expect(toCondition(total, { ...draft, from: "much" })).toMatchObject({ ok: false });
});

test("a day of a point in time is the whole day", () => {
  const made = toCondition(placed, { ...emptyDraft(placed), from: "2026-11-20", to: "2026-11-20" });
  expect(made).toEqual({
    ok: true,
    condition: {
      col: "placed",
      op: "between",
      value: new Date(2026, 10, 20),
      to: new Date(2026, 10, 20, 23, 59, 59, 999),
    },
  });
});

test("a condition opens as it was entered", () => {
  const condition: Condition = { col: "total", op: "between", value: "1", to: "2" };
  expect(toCondition(total, toDraft(condition))).toEqual({ ok: true, condition });
});

test("only a column that may be empty can be filtered by that", () => {
  expect(operatorsOf(status)).toEqual(["in", "blank"]);
  expect(operatorsOf(total)).not.toContain("blank");
});

test("chips say conditions in words", () => {
  expect(conditionText(total, { col: "total", op: "gte", value: "2000" })).toEqual({
    label: "Total",
    how: "at least",
    what: "2,000.00",
  });
  const labels = ["in_progress", "paid", "sent", "late"];
  expect(conditionText(status, { col: "status", op: "in", values: labels, labels }).what).toBe(
    "In progress, Paid and 2 more",
  );
});
