// What stands in a filter's form, as text, and what it means. Nothing entered is no condition, not an error.
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { cellValue } from "../../../protocol/cell-value.ts";
import { editText } from "../cells/edit-text.ts";
import { parseCell } from "../cells/parse-cell.ts";
import { operatorsOf, type Condition } from "./filter-model.ts";

/** A filter's form as it is filled in. */
export interface FilterDraft {
  readonly op: string;
  readonly from: string;
  readonly to: string;
  readonly chosen: readonly { readonly value: unknown; readonly label: string }[];
}

/** What a draft means; a reason where it means nothing. */
export type DraftMeaning =
  | { readonly ok: true; readonly condition: Condition | undefined }
  | { readonly ok: false; readonly reason: string | undefined };

/** An empty form. */
export function emptyDraft(column: ColumnDescription): FilterDraft {
  return { op: operatorsOf(column)[0] ?? "contains", from: "", to: "", chosen: [] };
}

/** The form of a condition that is there. */
export function toDraft(condition: Condition): FilterDraft {
  const base = { op: condition.op, from: "", to: "", chosen: [] };
  switch (condition.op) {
    case "in":
      return {
        ...base,
        chosen: condition.values.map((value, at) => ({ value, label: condition.labels[at] ?? String(value) })),
      };
    case "blank":
    case "notBlank":
      return base;
    case "between":
      return { ...base, from: textOf(condition.value), to: textOf(condition.to) };
    case "lte":
      return { ...base, to: textOf(condition.value) };
    default:
      return { ...base, from: textOf(condition.value) };
  }
}

/** The condition that a form says. */
export function toCondition(column: ColumnDescription, draft: FilterDraft): DraftMeaning {
  const col = column.name;
  const nothing: DraftMeaning = { ok: true, condition: undefined };
  switch (draft.op) {
    case "blank":
      return { ok: true, condition: { col, op: "blank" } };
    case "in": {
      if (draft.chosen.length === 0) return nothing;
      const [values, labels] = [draft.chosen.map(({ value }) => value), draft.chosen.map(({ label }) => label)];
      return { ok: true, condition: { col, op: "in", values, labels } };
    }
    case "contains":
    case "notContains":
    case "startsWith":
    case "endsWith":
      return draft.from.trim() === ""
        ? nothing
        : { ok: true, condition: { col, op: draft.op, value: draft.from.trim() } };
    case "eq":
      return draft.from === "" ? nothing : one(column, draft.from, "eq", "from");
    default:
      return range(column, draft);
  }
}

function range(column: ColumnDescription, { op, from, to }: FilterDraft): DraftMeaning {
  const hasFrom = from !== "" && op !== "lte";
  const hasTo = to !== "" && op !== "gte";
  if (!hasFrom && !hasTo) return { ok: true, condition: undefined };
  if (!hasTo) return one(column, from, "gte", "from");
  if (!hasFrom) return one(column, to, "lte", "to");
  const [low, high] = [parsed(column, from, "from"), parsed(column, to, "to")];
  if (!low.ok) return low;
  if (!high.ok) return high;
  return { ok: true, condition: { col: column.name, op: "between", value: low.value, to: high.value } };
}

function one(column: ColumnDescription, text: string, op: "eq" | "gte" | "lte", side: "from" | "to"): DraftMeaning {
  const value = parsed(column, text, side);
  return value.ok ? { ok: true, condition: { col: column.name, op, value: value.value } } : value;
}

function parsed(
  column: ColumnDescription,
  text: string,
  side: "from" | "to",
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  if (column.kind === "boolean") return { ok: true, value: text === "true" };
  if (column.kind === "id") {
    return /^\d+$/.test(text.trim())
      ? { ok: true, value: Number(text) }
      : { ok: false, reason: `${column.label} is a number.` };
  }
  // A day chosen for a point in time means the whole of it, in the reader's own time.
  const asked =
    column.kind === "timestamp" && text.length === 10 ? `${text}T${side === "from" ? "00:00" : "23:59:59.999"}` : text;
  const cell = parseCell({ ...column, nullable: true }, asked);
  return cell.ok ? { ok: true, value: cellValue(column, cell.cell) } : cell;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return editText({ kind: "timestamp" }, value.getTime()).slice(0, 10);
  return value === null || value === undefined ? "" : String(value);
}
