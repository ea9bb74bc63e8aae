import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppCompiler } from "./app-compiler.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rx-compiler-"));
});

afterEach(() => rmSync(root, { recursive: true }));

const page = `import { State } from "rowx";
import { rate } from "../rate";
export class Counter extends State {
  count = 0;
  next() {
    return this.count + rate;
  }
}
export default function Page() {
  return <p>page</p>;
}
`;

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

function compiler(type: "build" | "dev" = "build"): AppCompiler {
  return new AppCompiler({
    root,
    packageFolder: join(root, "node_modules/rowx"),
    nextFolder: join(root, "node_modules/next"),
    serverFolder: join(root, ".rx/server"),
    webFolder: join(root, ".rx/web"),
    name: "shop",
    theme: { primaryColor: "indigo", colorScheme: "auto" },
    build: "b1",
    mode: type === "build" ? { type } : { type, serverPort: 8000, hosts: [] },
  });
}

function tree(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1))
    .toSorted();
}

test("only a changed module and what imports it get new names", () => {
  write({
    "app/pages/index.tsx": page,
    "app/rate.ts": "export const rate = 2;\n",
    "app/models.ts": 'import { model } from "rowx/orm";\nexport const todos = model("todos", {});\n',
  });
  const subject = compiler();
  const before = subject.writeServer(subject.compile());
  const names = tree(".rx/server").filter((name) => name.endsWith(".mjs"));
  expect(subject.writeServer(subject.compile())).toEqual(before);
  write({ "app/rate.ts": "export const rate = 31;\n" });
  expect(subject.writeServer(subject.compile())).toEqual({
    version: expect.not.stringMatching(before.version),
    models: before.models,
  });
  const after = tree(".rx/server").filter((name) => name.endsWith(".mjs") && !names.includes(name));
  expect(after.map((name) => name.replace(/\.[0-9a-f]{12}\.mjs$/, ""))).toEqual(["app/pages/index", "app/rate"]);
});

test("a source map leads to the author's file and repeats none of its text", () => {
  write({ "app/pages/index.tsx": page, "app/rate.ts": "export const rate = 2;\n" });
  const subject = compiler();
  subject.writeServer(subject.compile());
  const name = tree(".rx/server").find((file) => /pages\/index\..*\.map$/.test(file)) ?? "";
  const map: unknown = JSON.parse(readFileSync(join(root, ".rx/server", name), "utf8"));
  expect(map).toMatchObject({ sources: ["../../../../app/pages/index.tsx"] });
  expect(map).not.toHaveProperty("sourcesContent");
});

test("modules that import each other are written and change together", () => {
  write({
    "app/pages/index.tsx": page,
    "app/rate.ts": 'import { other } from "./other";\nexport const rate = 2;\nexport const twice = () => other();\n',
    "app/other.ts": 'import { twice } from "./rate";\nexport const other = () => twice;\nexport const extra = 1;\n',
  });
  write({
    "app/pages/index.tsx": page.replace("+ rate", "+ rate + Number(twice)").replace("{ rate }", "{ rate, twice }"),
  });
  const subject = compiler();
  subject.writeServer(subject.compile());
  const [first] = tree(".rx/server").filter((name) => /other\..*\.mjs$/.test(name));
  write({
    "app/rate.ts": 'import { other } from "./other";\nexport const rate = 3;\nexport const twice = () => other();\n',
  });
  subject.writeServer(subject.compile());
  expect(tree(".rx/server").filter((name) => /other\..*\.mjs$/.test(name) && name !== first)).toHaveLength(1);
});

test("the project for Next has pages, placeholders for dynamic parts, sources and nothing of the server", () => {
  write({
    "app/pages/index.tsx": page,
    "app/rate.ts": "export const rate = 2;\n",
    "app/pages/orders/[id].tsx": 'export const page = { title: "Order" };\nexport default () => null;\n',
    "public/robots.txt": "all",
  });
  const subject = compiler();
  subject.writeWeb(subject.compile());
  expect(tree(".rx/web")).toEqual([
    "app/client.jsx",
    "app/color-scheme.jsx",
    "app/layout.jsx",
    "app/not-found.jsx",
    "app/orders/[id]/client.jsx",
    "app/orders/[id]/page.jsx",
    "app/page.jsx",
    "app/root.jsx",
    "next.config.mjs",
    "package.json",
    "public/robots.txt",
    "src/app/pages/index.tsx",
    "src/app/pages/orders/[id].tsx",
  ]);
  const order = readFileSync(join(root, ".rx/web/app/orders/[id]/page.jsx"), "utf8");
  expect(order).toContain('generateStaticParams = () => [{"id":"__rx"}]');
  expect(order).toContain('metadata = { title: "Order" }');
  const config = readFileSync(join(root, ".rx/web/next.config.mjs"), "utf8");
  expect(config).toContain('"output": "export"');
});

test("a page that is deleted leaves the project for Next", () => {
  write({
    "app/pages/index.tsx": page,
    "app/rate.ts": "export const rate = 2;\n",
    "app/pages/old.tsx": "export default () => null;\n",
  });
  const subject = compiler("dev");
  subject.writeWeb(subject.compile());
  expect(tree(".rx/web")).toContain("app/old/page.jsx");
  rmSync(join(root, "app/pages/old.tsx"));
  subject.writeWeb(subject.compile());
  expect(tree(".rx/web").filter((name) => name.includes("old"))).toEqual([]);
});

test("in development a map carries what is left of the file, never what was removed", () => {
  write({
    "app/pages/index.tsx": page.replace("+ rate", '+ rate + "SECRET"'),
    "app/rate.ts": "export const rate = 2;\n",
  });
  const subject = compiler("dev");
  subject.writeWeb(subject.compile());
  const text = readFileSync(join(root, ".rx/web/src/app/pages/index.tsx"), "utf8");
  const map = Buffer.from(text.split("base64,")[1] ?? "", "base64").toString();
  expect(JSON.parse(map)).toMatchObject({ sources: ["../../../../../app/pages/index.tsx"] });
  expect(text + map).not.toContain("SECRET");
  expect(map).toContain("<p>page</p>");
});

test("problems reach the overlay while everything else stays as it was", () => {
  write({ "app/pages/index.tsx": page, "app/rate.ts": "export const rate = 2;\n" });
  const subject = compiler("dev");
  subject.writeWeb(subject.compile());
  const before = tree(".rx/web");
  write({ "app/pages/index.tsx": page.replace("<p>", "<b>") });
  const app = subject.compile();
  expect(app.problems.map(({ line, error }) => [line, error.code])).toEqual([[10, "SYNTAX_INVALID"]]);
  subject.writeProblems(app.problems);
  expect(tree(".rx/web")).toEqual(before);
  expect(readFileSync(join(root, ".rx/web/app/problems.js"), "utf8")).toContain("app/pages/index.tsx:10:");
});
