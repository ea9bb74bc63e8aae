import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { findReferences } from "./find-references.ts";

function names(code: string): readonly string[] {
  const { program, errors } = parseSync("x.tsx", code, { lang: "tsx", sourceType: "module", astType: "ts" });
  expect(errors).toEqual([]);
  return [...new Set(program.body.flatMap((statement) => [...findReferences(statement).names.keys()]))].toSorted();
}

test.each([
  [
    "parameters hide a name, also destructured ones with defaults",
    "(({ db = 3, a: [b] }, ...rest) => db + b + rest)",
    [],
  ],
  ["a default is looked up outside of what the body declares", "(function (a = db) { var db; return a; })", ["db"]],
  ["var is lifted out of blocks, let is not", "(() => { { var a = 1; let b = 2; } return a + b; })", ["b"]],
  [
    "functions and classes of a block are there before they are written",
    "(() => { f(); new C(); function f() {} class C {} })",
    [],
  ],
  [
    "catch, for and switch have names of their own",
    "try {} catch ({ e }) { e } for (const i of is) i; switch (s) { case 1: let x; x }",
    ["is", "s"],
  ],
  ["the name of a function expression is its own", "(function again() { return again; })", []],
  [
    "keys and members are no names, computed ones are",
    "({ a: 1, b, [c]: d.e, f() { return g[h]; } })",
    ["b", "c", "d", "g", "h"],
  ],
  [
    "elements with a small letter are HTML, members of values are not",
    "(<a.B c={d}><table e={f} /><Grid /></a.B>)",
    ["Grid", "a", "d", "f"],
  ],
  ["types do not count", "((a: A, b = c as D): B<typeof e> => (a satisfies F)!)", ["c"]],
  ["labels do not count", "out: for (;;) { break out; }", []],
  [
    "class members are looked through",
    "(class extends Base { #a = b; static { c(); } get d() { return this.#a; } [e] = 1; })",
    ["Base", "b", "c", "e"],
  ],
  ["an assigned name is used", "(() => { a = 1; ({ b, c: d.e } = f); [g] = h; })", ["a", "b", "d", "f", "g", "h"]],
  ["shorthand in a pattern declares, its default is used", "const { a = b, ...c } = d; a + c", ["a", "b", "c", "d"]],
])("%s", (_, code, expected) => {
  expect(names(code)).toEqual(expected);
});

test("sources of dynamic imports are found with their place", () => {
  const code = 'const load = () => import("./chart");';
  const { program } = parseSync("x.ts", code, { lang: "ts", sourceType: "module", astType: "ts" });
  const [statement] = program.body;
  expect(statement && findReferences(statement).dynamicImports).toEqual([{ source: "./chart", start: 26, end: 35 }]);
});
