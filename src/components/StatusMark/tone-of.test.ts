import { expect, test } from "vitest";
import { toneOf } from "./tone-of.ts";
import { wordOf } from "./word-of.ts";

test("a status gets the tone of its word, however it is written", () => {
  expect([toneOf("paid"), toneOf("On hold"), toneOf("in-progress"), toneOf("Cancelled")]).toEqual([
    "info",
    "warn",
    "info",
    "bad",
  ]);
});

test("a word that says nothing is neutral", () => {
  expect(toneOf("constructor")).toBe("neutral");
  expect(toneOf("zebra")).toBe("neutral");
});

test("a stored word is shown as a reader writes it", () => {
  expect([wordOf("in_progress"), wordOf("onHold"), wordOf("paid"), wordOf("")]).toEqual([
    "In progress",
    "On Hold",
    "Paid",
    "",
  ]);
});
