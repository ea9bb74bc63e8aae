import { expect, test } from "vitest";
import { markMatch } from "./mark-match.ts";

test("the words typed are found in any case, at their first place", () => {
  expect(markMatch("Larkspur Lark", "lar ")).toEqual(["", "Lar", "kspur Lark"]);
  expect(markMatch("Oslo", "xyz")).toEqual(["Oslo", "", ""]);
  expect(markMatch("Oslo", " ")).toEqual(["Oslo", "", ""]);
});
