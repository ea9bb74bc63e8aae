import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { printPages } from "../../../src/cli/pull/print-pages.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { printModels } from "../../../src/orm/pull/print-models.ts";
import { pullDatabase } from "../../../src/orm/pull/pull-database.ts";
import { fillWithChinook } from "../../support/chinook.ts";
import { oddTables } from "../../support/odd-tables.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "tests/.tmp/pulled");
const entries = { rowx: "index", "rowx/orm": "orm", "rowx/react": "react", "rowx/components": "components" };

async function write(base: TestDatabase, name: string): Promise<void> {
  const handle = await openDatabase(base.url);
  try {
    if (name === "odd") for (const statement of oddTables(base.dialect)) await handle.database.execute(statement);
    const { schema } = await pullDatabase(handle);
    const files = new Map([["app/models.ts", printModels(schema, "a test")], ...printPages(schema, "A test")]);
    for (const [path, text] of files) {
      const file = join(folder, `${base.dialect}-${name}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  } finally {
    await handle.database.close();
  }
}

test("models and pages of pulled databases compile, references in a circle too", async () => {
  rmSync(folder, { recursive: true, force: true });
  for (const dialect of dialectNames) {
    await using chinook = await testDatabase(dialect);
    await fillWithChinook(chinook);
    await write(chinook, "chinook");
    await using odd = await testDatabase(dialect);
    await write(odd, "odd");
  }
  cpSync(join(root, "templates/blank/app/css.d.ts"), join(folder, "css.d.ts"));
  const paths = Object.entries(entries).map(([name, file]) => [name, [join(root, "src/entries", `${file}.ts`)]]);
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"],
      types: ["node"],
      paths: Object.fromEntries(paths),
    },
    include: ["**/*"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules/.bin/tsc");
  const { stdout } = spawnSync(tsc, ["-p", folder, "--noEmit", "--pretty", "false"], { cwd: folder, encoding: "utf8" });
  expect(stdout).toBe("");
});
