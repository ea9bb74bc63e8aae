import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix } from "node:path";
import { parseSync } from "oxc-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packedApp, type PackedApp } from "../support/packed-app.ts";

let app: PackedApp;
let folder: string;
let files: readonly string[];
let manifest: {
  exports: Record<string, string | { types: string; default: string }>;
  bin: Record<string, string>;
  sideEffects: readonly string[];
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

beforeAll(() => {
  app = packedApp(join(import.meta.dirname, "../../templates/blank"), { name: "contents" });
  folder = dirname(dirname(app.rx));
  files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("/node_modules/rowx/node_modules"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
});

afterAll(() => app?.[Symbol.dispose]());

test("has every file that package.json points to", () => {
  const named = [
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports).flatMap((one) => (typeof one === "string" ? [one] : [one.types, one.default])),
  ];
  for (const path of named) expect(files).toContain(path.replace(/^\.\//, ""));
});

test("has templates, migrations and docs, and none of what is only for a clone", () => {
  for (const path of [
    "README.md",
    "LICENSE",
    "docs/state.md",
    "migrations/sqlite/0001_events.sql",
    "migrations/postgres/0001_events.sql",
    "migrations/mysql/meta/0001_snapshot.json",
    "templates/crud/gitignore",
    "templates/crud/app/models.ts",
    "templates/crud/migrations/sqlite/0001_first.sql",
    "templates/blank/app/pages/index.tsx",
  ])
    expect(files).toContain(path);
  const wrong = files.filter(
    (path) =>
      /^(src|tests|bench|scripts)\//.test(path) ||
      /^dist\/.*\.test(-d)?\./.test(path) ||
      /\.(db|db-wal|tgz|log)$|(^|\/)(\.rx|data|\.env)(\/|$)/.test(path) ||
      (path.startsWith("dist/") && !/\.(js|d\.ts|css)$/.test(path)),
  );
  expect(wrong).toEqual([]);
});

test("imports nothing that it does not depend on", () => {
  const known = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), "rowx"]);
  const foreign = new Set<string>();
  for (const path of files.filter((one) => /^dist\/.*\.js$/.test(one))) {
    const { module } = parseSync(path, readFileSync(join(folder, path), "utf8"));
    const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
      readFileSync(join(folder, path), "utf8").slice(moduleRequest.start + 1, moduleRequest.end - 1),
    );
    for (const name of [...module.staticImports.map((one) => one.moduleRequest.value), ...dynamic]) {
      const [first = "", second = ""] = name.split("/");
      const owner = first.startsWith("@") ? `${first}/${second}` : first;
      const isPlain = /^[@a-z][\w@/.-]*$/.test(name) && !builtinModules.includes(first);
      // vitest is the app's own: only its plug-in and tests import it.
      if (isPlain && !known.has(owner) && owner !== "vitest") foreign.add(`${path}: ${name}`);
    }
  }
  expect([...foreign]).toEqual([]);
});

test("names every file that a page imports for what it does: bundlers drop all others that nobody uses", () => {
  const effects = new Set<string>();
  for (const path of files.filter((one) => /^dist\/(components|client)\/.*\.js$/.test(one))) {
    const { module } = parseSync(path, readFileSync(join(folder, path), "utf8"));
    for (const { moduleRequest, entries } of module.staticImports) {
      if (entries.length > 0 || !moduleRequest.value.startsWith(".") || moduleRequest.value.endsWith(".css")) continue;
      effects.add(`./${posix.join(posix.dirname(path), moduleRequest.value)}`);
    }
  }
  expect(manifest.sideEffects).toEqual(["**/*.css", ...effects]);
  expect(effects.size).toBeGreaterThan(0);
});
