import { expect, test } from "vitest";
import { shownRows } from "./shown-rows.ts";

const columns = [
  { name: "id", kind: "id", label: "ID" },
  { name: "note", kind: "text", label: "Note" },
] as const;
const filter = { col: "note", op: "contains", value: "x" } as const;

test("an export is of what is shown: order, filter, search, and no column that is left out", () => {
  const applied = { sort: [["id", "desc"]], filter, search: "y" } as const;
  const shown = shownRows({ state: { applied }, columns, looks: { note: { hidden: true } } });
  expect(shown).toEqual({ sort: [["id", "desc"]], filter, search: "y", columns: ["id"] });
});

test("without a filter it says so, and it names the rows that are selected", () => {
  const applied = { sort: [], filter: undefined, search: "" };
  const shown = shownRows({ state: { applied }, columns, looks: {} }, [3]);
  expect(shown).toEqual({ sort: [], filter: null, search: "", columns: ["id", "note"], keys: [3] });
});
