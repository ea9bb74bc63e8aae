import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { id } from "../columns/id.ts";
import { text } from "../columns/text.ts";
import { model } from "../define-model.ts";
import { renewModels } from "../model-registry.ts";
import { appSchema } from "./app-schema.ts";
import { generateMigration } from "./generate-migration.ts";
import { migrateForDevelopment } from "./migrate-for-development.ts";
import { migrateToLatest } from "./migrate-to-latest.ts";
import { writeMigration } from "./write-migration.ts";

function temporaryApp() {
  const folder = mkdtempSync(join(tmpdir(), "rowx-develop-"));
  return {
    folder,
    database: "sqlite:data/app.db",
    dialects: ["sqlite", "mysql"] as const,
    run: (sql: string): unknown[] => {
      const database = new Database(join(folder, "data/app.db"));
      const statement = database.prepare(sql);
      const rows = statement.reader ? statement.all() : (statement.run(), []);
      database.close();
      return rows;
    },
    files: (): string[] =>
      existsSync(join(folder, "migrations/mysql"))
        ? readdirSync(join(folder, "migrations/mysql")).filter((name) => /^\d+_\w+\.sql$/.test(name))
        : [],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

test("writes and applies what is new", async () => {
  using app = temporaryApp();
  renewModels();
  model("develop_notes", { id: id(), title: text() });
  const first = await migrateForDevelopment(app);
  expect(first).toEqual({
    written: "0001_create_develop_notes",
    applied: ["0001_create_develop_notes"],
    notices: [],
  });
  renewModels();
  model("develop_notes", { id: id(), title: text(), body: text() });
  expect((await migrateForDevelopment(app)).applied).toEqual(["0002_change_develop_notes"]);
  expect(await migrateForDevelopment(app)).toEqual({ written: undefined, applied: [], notices: [] });
  app.run("INSERT INTO develop_notes(title, body) VALUES ('a', 'b')");
});

test("destroys nothing: a column that is gone is left to the command that the notice names", async () => {
  using app = temporaryApp();
  renewModels();
  model("develop_notes", { id: id(), title: text(), body: text() });
  await migrateForDevelopment(app);
  app.run("INSERT INTO develop_notes(title, body) VALUES ('a', 'b')");
  renewModels();
  model("develop_notes", { id: id(), title: text() });
  const { written, notices } = await migrateForDevelopment(app);
  expect(written).toBeUndefined();
  expect(notices).toEqual([
    "With these models goes column develop_notes.body: `rx db generate --allow-drops` writes the migration that takes it away, `rx db migrate` applies it.",
  ]);
  expect(app.run("SELECT body FROM develop_notes")).toEqual([{ body: "b" }]);
});

test("applies nothing that is pending and takes something away", async () => {
  using app = temporaryApp();
  renewModels();
  model("develop_notes", { id: id(), title: text(), body: text() });
  await migrateForDevelopment(app);
  renewModels();
  model("develop_notes", { id: id(), title: text() });
  const folder = join(app.folder, "migrations");
  const made = await generateMigration(appSchema(), { folder, dialects: app.dialects });
  for (const one of made) writeMigration(join(folder, one.dialect), one);
  expect(await migrateForDevelopment(app)).toEqual({
    written: undefined,
    applied: [],
    notices: [
      "A migration that is pending takes away column develop_notes.body (0002_change_develop_notes): `rx db migrate` applies it.",
    ],
  });
});

test("leaves no file behind that could not be applied, and says why", async () => {
  using app = temporaryApp();
  renewModels();
  model("develop_notes", { id: id(), title: text() });
  await migrateForDevelopment(app);
  app.run("INSERT INTO develop_notes(title) VALUES (NULL)");
  renewModels();
  model("develop_notes", { id: id(), title: text().notNull() });
  const { applied, notices } = await migrateForDevelopment(app);
  expect(applied).toEqual([]);
  expect(notices[0]).toMatch(/^Expected 0002_change_develop_notes to be applied, found at its statement 2: NOT NULL/);
  expect(app.files()).toEqual(["0001_create_develop_notes.sql"]);
});

test("a test's database has what the models say beyond the migrations, with no file written", async () => {
  using app = temporaryApp();
  renewModels();
  model("develop_notes", { id: id(), title: text() });
  await migrateToLatest(app);
  expect(app.files()).toEqual([]);
  app.run("INSERT INTO develop_notes(title) VALUES ('a')");

  using second = temporaryApp();
  await migrateForDevelopment(second);
  renewModels();
  model("develop_notes", { id: id(), title: text(), body: text() });
  await migrateToLatest({ folder: second.folder, database: "sqlite:data/test.db" });
  const database = new Database(join(second.folder, "data/test.db"));
  database.prepare("INSERT INTO develop_notes(title, body) VALUES ('a', 'b')").run();
  database.close();
  expect(second.files()).toEqual(["0001_create_develop_notes.sql"]);
});
