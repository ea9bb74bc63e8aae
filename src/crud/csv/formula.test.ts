import { property, assert, string, constantFrom, tuple } from "fast-check";
import { expect, test } from "vitest";
import { defuseFormula, restoreFormula } from "./formula.ts";

test("what a spreadsheet would run is text for it, and comes back as it was", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''-1"]) {
    expect(defuseFormula(text)).toBe(`'${text}`);
    expect(restoreFormula(`'${text}`)).toBe(text);
  }
  for (const text of ["", "a=1", "'", "it's", "'a", " =1"]) expect(defuseFormula(text)).toBe(text);
  const anything = tuple(constantFrom("", "'", "''", "=", "'=", "-", "@"), string()).map((parts) => parts.join(""));
  assert(property(anything, (text) => restoreFormula(defuseFormula(text)) === text));
});
