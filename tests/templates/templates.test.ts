// The templates as an author gets them: their own tests pass and their types hold, on the packed package.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packedApp } from "../support/packed-app.ts";

const templates = join(import.meta.dirname, "..", "..", "templates");
const bin = join(import.meta.dirname, "..", "..", "node_modules", ".bin");

test.each(["crud", "blank"])("the tests of the template %s pass", (name) => {
  using app = packedApp(join(templates, name), { name });
  const { status, stdout, stderr } = spawnSync(join(bin, "vitest"), ["run"], { cwd: app.folder, encoding: "utf8" });
  expect(`${stdout}${stderr}`).toContain("passed");
  expect(status).toBe(0);
});

test.each(["crud", "blank"])("the types of the template %s hold", (name) => {
  using app = packedApp(join(templates, name), { name });
  const { status, stdout } = spawnSync(join(bin, "tsc"), ["--noEmit"], { cwd: app.folder, encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test("the template crud comes with migrations for all dialects", () => {
  for (const dialect of ["sqlite", "postgres", "mysql"]) {
    expect(readdirSync(join(templates, "crud", "migrations", dialect))).toContain("0001_first.sql");
  }
});
