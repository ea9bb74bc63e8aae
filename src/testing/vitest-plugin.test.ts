import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rowx, type RowxPlugin } from "./vitest-plugin.ts";

let root: string;
let plugin: RowxPlugin;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "rx-plugin-")));
  plugin = rowx();
  plugin.configResolved({ root });
  write("app/pages/page.css", "");
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const page = `import { State } from "rowx";
import { id, model } from "rowx/orm";
import { useServerState } from "rowx/react";
import "./page.css";
export const todos = model("todos", { id: id() });
export class Todos extends State { rows = todos; }
export const double = (value: number) => value * 2;
export const useTodos = () => useServerState(Todos);
export default function Page() { return <p>{String(useTodos())}</p>; }
`;

test("a file with States is loaded as its server half, with the exports that are no components", () => {
  const text = plugin.load(write("app/pages/index.tsx", page)) ?? "";
  expect(text).toContain("export class Todos extends State");
  expect(text).toContain("export const double");
  expect(text).toContain('__rxRegister(Todos, "Todos")');
  expect(text).toContain("__rxNameModels({ todos })");
  expect(text).not.toMatch(/rowx\/react|page\.css|<p>|useTodos/);
});

test("every line of it is where it was", () => {
  const text = plugin.load(write("app/pages/index.tsx", page)) ?? "";
  expect(text.split("\n").findIndex((line) => line.includes("double"))).toBe(6);
});

test("other files are left to Vite", () => {
  expect(plugin.load(write("app/money.ts", "export const cents = 100;\n"))).toBeUndefined();
  expect(plugin.load(write("lib/elsewhere.ts", page))).toBeUndefined();
});

test("an edited file is seen at the next load", () => {
  const path = write("app/pages/index.tsx", page);
  plugin.load(path);
  write("app/pages/index.tsx", page.replace("value * 2", "value * 2.5"));
  expect(plugin.load(`${path}?v=2`)).toContain("value * 2.5");
});

test("what a State may not say is told with its place", () => {
  const path = write("app/pages/index.tsx", page.replace("rows =", "private rows ="));
  expect(() => plugin.load(path)).toThrow(
    expect.objectContaining({ code: "STATE_MEMBER_PRIVATE", loc: expect.objectContaining({ line: 6, file: path }) }),
  );
});

test("@/ is the folder of the app", () => {
  const path = write("app/money.ts", "export const cents = 100;\n");
  expect(plugin.resolveId("@/app/money")).toBe(path);
  expect(plugin.resolveId("vitest")).toBeUndefined();
});
