import { expect, test } from "vitest";
import { changedNames, draftOf, rebased, resolved, withValue } from "./draft.ts";
import { Unparsed } from "./field-error.ts";

const row = { note: "a", total: "10.00", placedAt: new Date(5) };

test("only fields whose value differs from the one shown are changed", () => {
  const typed = withValue(withValue(draftOf(row), "note", "b"), "placedAt", new Date(5));
  expect(changedNames(typed)).toEqual(["note"]);
  expect(changedNames(withValue(typed, "note", "a"))).toEqual([]);
});

test("what others save moves the fields that nobody touched and leaves the draft", () => {
  const typed = withValue(draftOf(row), "total", "12.00");
  const after = rebased(typed, { ...row, note: "theirs" });
  expect(after.values).toEqual({ ...row, note: "theirs", total: "12.00" });
  expect(changedNames(after)).toEqual(["total"]);
  expect([...after.moved]).toEqual([]);
});

test("a touched field that others saved keeps the draft, keeps what was shown, and is told as moved", () => {
  const after = rebased(withValue(draftOf(row), "note", "mine"), { ...row, note: "theirs" });
  expect(after.values["note"]).toBe("mine");
  expect(after.base["note"]).toBe("a");
  expect([...after.moved]).toEqual(["note"]);
});

test("choosing mine compares the next save with the stored value; choosing theirs leaves nothing to save", () => {
  const typed = rebased(withValue(draftOf(row), "note", "mine"), { ...row, note: "theirs" });
  const mine = resolved(typed, "note", "theirs", "mine");
  expect([mine.base["note"], mine.values["note"], mine.moved.size]).toEqual(["theirs", "mine", 0]);
  const theirs = resolved(typed, "note", "theirs", "theirs");
  expect(changedNames(theirs)).toEqual([]);
});

test("JSON that is not finished is a change like any other", () => {
  expect(changedNames(withValue(draftOf({ tags: ["a"] }), "tags", new Unparsed('["a"')))).toEqual(["tags"]);
});
