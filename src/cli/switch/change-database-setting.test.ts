import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeDatabaseSetting } from "./change-database-setting.ts";

const [from, to] = ["sqlite:data/app.db", "postgres://me:secret@db/shop"];
const byEnvironment = "export default defineConfig({ database: process.env.DATABASE_URL });\n";

function change(
  files: Record<string, string>,
  env: NodeJS.ProcessEnv = {},
): { said: string; read(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), "rowx-setting-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const said = changeDatabaseSetting(folder, { from, to, env });
    const names = [".env", "rx.config.ts"].filter((name) => name in files || name === ".env");
    const texts = new Map(names.flatMap((name) => readIfThere(folder, name)));
    return { said, read: (name) => texts.get(name) ?? "" };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(folder: string, name: string): [string, string][] {
  try {
    return [[name, readFileSync(join(folder, name), "utf8")]];
  } catch {
    return []; // That it is not there is an answer.
  }
}

test("changes the line of .env that names the database, and nothing else there", () => {
  const { said, read } = change({
    ".env": "# ours\nDATABASE_URL=sqlite:data/app.db\nKEY=1",
    "rx.config.ts": byEnvironment,
  });
  expect(read(".env")).toBe(`# ours\nDATABASE_URL=${to}\nKEY=1`);
  expect(said).toBe("The app's database is now postgres://me:…@db/shop, in .env.");
});

test("changes the text of rx.config.ts where that names the database", () => {
  const { read } = change({ "rx.config.ts": `export default defineConfig({ database: "${from}" });\n` });
  expect(read("rx.config.ts")).toBe(`export default defineConfig({ database: "${to}" });\n`);
  expect(read(".env")).toBe("");
});

test("writes a line into .env where no file names the database yet", () => {
  expect(change({ ".env": "KEY=1", "rx.config.ts": byEnvironment }).read(".env")).toBe(`KEY=1\nDATABASE_URL=${to}\n`);
  expect(change({ "rx.config.ts": byEnvironment }).read(".env")).toBe(`DATABASE_URL=${to}\n`);
});

test("leaves the files alone where the environment itself names the database, and says so", () => {
  const { said, read } = change({ ".env": "DATABASE_URL=x\n", "rx.config.ts": byEnvironment }, { DATABASE_URL: from });
  expect(read(".env")).toBe("DATABASE_URL=x\n");
  expect(said).toBe("DATABASE_URL is set in the environment: set it to postgres://me:…@db/shop.");
});
