import { expect, test } from "vitest";
import { hashModules } from "./hash-modules.ts";

const modules = (texts: Readonly<Record<string, string>>, imports: Readonly<Record<string, readonly string[]>>) =>
  hashModules(new Map(Object.entries(texts).map(([file, text]) => [file, { text, imports: imports[file] ?? [] }])));

const imports = { page: ["state"], state: ["db"], other: [] };

test("a change is passed on to what imports it and to nothing else", () => {
  const texts = { page: "p", state: "s", db: "d", other: "o" };
  const [before, after] = [modules(texts, imports), modules({ ...texts, db: "d2" }, imports)];
  const changed = Object.keys(texts).filter((file) => before.get(file) !== after.get(file));
  expect(changed).toEqual(["page", "state", "db"]);
});

test("modules in a circle change together, those below them do not", () => {
  const circle = { a: ["b"], b: ["c"], c: ["a", "below"], below: [] };
  const texts = { a: "a", b: "b", c: "c", below: "x" };
  const [before, after] = [modules(texts, circle), modules({ ...texts, b: "b2" }, circle)];
  const changed = Object.keys(texts).filter((file) => before.get(file) !== after.get(file));
  expect(changed).toEqual(["a", "b", "c"]);
});

test("two files with the same text have two names", () => {
  const hashes = modules({ a: "same", b: "same" }, {});
  expect(hashes.get("a")).not.toBe(hashes.get("b"));
});
