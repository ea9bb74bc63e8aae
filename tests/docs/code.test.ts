import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

// A block whose language is followed by a file name is a whole file: ```tsx app/pages/index.tsx. All files of one page are one app.
const root = join(import.meta.dirname, "../..");
const block = /^```tsx? (\S+)\n([^]*?)^```$/gm;
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const entries = {
  rowx: "index",
  "rowx/orm": "orm",
  "rowx/react": "react",
  "rowx/components": "components",
  "rowx/server": "server",
  "rowx/testing": "testing",
};

function filesOf(page: string): (readonly [name: string, text: string])[] {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(block)].map(([, name = "", code = ""]) => [name, code] as const);
}

test("every whole file that the docs show compiles", () => {
  const folder = join(root, "tests/.tmp/docs");
  rmSync(folder, { recursive: true, force: true });
  const written: string[] = [];
  for (const page of pages)
    for (const [name, code] of filesOf(page)) {
      const path = join(folder, page.replace(/\W/g, "_"), name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, code);
      written.push(path);
    }
  cpSync(join(root, "templates/blank/app/css.d.ts"), join(folder, "css.d.ts"));
  const paths = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, [join(root, "src/entries", `${file}.ts`)]]),
  );
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"],
      types: ["node"],
      paths,
      noUnusedLocals: false,
    },
    files: [...written, join(folder, "css.d.ts")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const { stdout } = spawnSync(
    join(root, "node_modules/.bin/tsc"),
    ["-p", join(folder, "tsconfig.json"), "--pretty", "false"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  const wrong = stdout.split("\n").filter((line) => /error TS/.test(line) && !line.startsWith(".."));
  expect(written.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test("every link inside the docs leads somewhere", () => {
  const lost = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = ""]) => join(dirname(join(root, page)), target))
      .filter((path) => !exists(path))
      .map((path) => `${page}: ${relative(root, path)}`),
  );
  expect(lost).toEqual([]);
});

function exists(path: string): boolean {
  try {
    return readdirSync(dirname(path)).includes(path.slice(dirname(path).length + 1));
  } catch {
    return false; // The folder is not there either.
  }
}
