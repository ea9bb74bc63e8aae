import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileApp } from "../compile-app.ts";
import { memoryTree } from "../memory-tree.ts";
import { checkLeaks } from "./check-leaks.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rx-leaks-"));
});

afterEach(() => rmSync(root, { recursive: true }));

const app = compileApp(
  memoryTree({
    "app/pages/index.tsx": `import { State } from "rowx";
import Database from "better-sqlite3";
const greeting = "shown to everybody";
export class Keys extends State {
  _key = "sk_live_0123456789";
  both = "shown to everybody";
  word = \`a well-known word of a package\`;
  db = new Database("x");
}
export default () => <p>{greeting}</p>;
`,
  }),
);

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const check = (values: readonly string[] = []): void =>
  checkLeaks(app, { root, folder: join(root, "out"), control: "build-1", values });

test("a build that holds what must ship and nothing else passes", () => {
  write("out/a.js", 'x("build-1", "shown to everybody")');
  expect(() => check(["a value of the environment"])).not.toThrow();
});

test.each([
  ["a literal of a State", 'x("build-1", "sk_live_0123456789")'],
  ["the import of a server package", 'build-1; from "better-sqlite3"'],
  ["a value of the environment", "build-1 a value of the environment"],
])("%s is found", (_, text) => {
  write("out/deep/a.js", text);
  expect(() => check(["a value of the environment"])).toThrow(expect.objectContaining({ code: "BUILD_LEAK" }));
});

test("a text that a shipped package has too is the package's own", () => {
  write("out/a.js", "build-1 a well-known word of a package");
  expect(() => check()).toThrow(expect.objectContaining({ code: "BUILD_LEAK" }));
  write("node_modules/rowx/package.json", '{"dependencies":{"words":"1.0.0"}}');
  write("node_modules/words/package.json", "{}");
  write("node_modules/words/lib/index.js", 'export const a = "a well-known word of a package";');
  expect(() => check()).not.toThrow();
});

test("a search that does not find the control proves nothing and says so", () => {
  write("out/a.js", "nothing at all");
  expect(() => check()).toThrow(expect.objectContaining({ code: "BUILD_CHECK_BLIND" }));
});
