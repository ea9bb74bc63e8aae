import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations.ts";
import { listMigrations } from "./list-migrations.ts";
import { pendingMigrations } from "./pending-migrations.ts";

function temporaryApp(files: Readonly<Record<string, string>>): { folder: string; database: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "rowx-apply-"));
  mkdirSync(join(folder, "migrations/sqlite"), { recursive: true });
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  return { folder, database: "sqlite:data/app.db", [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

function write(folder: string, tag: string, text: string): void {
  writeFileSync(join(folder, "migrations/sqlite", `${tag}.sql`), text);
}

function tablesOf(folder: string): unknown[] {
  const database = new Database(join(folder, "data/app.db"), { readonly: true });
  const names = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
    .pluck()
    .all();
  database.close();
  return names;
}

const states = (app: { folder: string; database: string }): string[] =>
  listMigrations(app)
    .filter(({ origin }) => origin === "app")
    .map(({ tag, state }) => `${tag} ${state}`);

test("applies the framework's own tables first, then the app's, each once", async () => {
  using app = temporaryApp({ "0001_a": "CREATE TABLE a(x)", "0002_b": "CREATE TABLE b(x)" });
  expect(pendingMigrations(app)).toEqual(["rowx/0001_events", "0001_a", "0002_b"]);
  const seen: string[] = [];
  expect(await applyMigrations(app, (tag) => seen.push(tag))).toEqual(["0001_a", "0002_b"]);
  expect(seen).toEqual(["0001_a", "0002_b"]);
  expect(tablesOf(app.folder)).toEqual(["a", "b", "rx_events", "rx_migrations"]);
  expect(await applyMigrations(app)).toEqual([]);
  expect(pendingMigrations(app)).toEqual([]);
});

test("applies one that came late from a branch, whatever its number", async () => {
  using app = temporaryApp({ "0001_a": "CREATE TABLE a(x)", "0003_c": "CREATE TABLE c(x)" });
  await applyMigrations(app);
  write(app.folder, "0002_b", "CREATE TABLE b(x)");
  expect(states(app)).toEqual(["0001_a applied", "0002_b pending", "0003_c applied"]);
  expect(await applyMigrations(app)).toEqual(["0002_b"]);
});

test("undoes only the one that fails, and goes on there once it is mended", async () => {
  using app = temporaryApp({
    "0001_a": "CREATE TABLE a(x)",
    "0002_b": "CREATE TABLE b(x);\n--> statement-breakpoint\nINSERT INTO nowhere VALUES (1)",
  });
  await expect(applyMigrations(app)).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    message: "Expected 0002_b to be applied, found at its statement 2: no such table: nowhere.",
  });
  expect(tablesOf(app.folder)).toEqual(["a", "rx_events", "rx_migrations"]);
  write(app.folder, "0002_b", "CREATE TABLE b(x)");
  expect(await applyMigrations(app)).toEqual(["0002_b"]);
});

test("refuses to go on where an applied file was changed or is gone, but not for other line ends", async () => {
  using app = temporaryApp({ "0001_a": "CREATE TABLE a(x);\n", "0002_b": "CREATE TABLE b(x);\n" });
  await applyMigrations(app);
  write(app.folder, "0001_a", "CREATE TABLE a(x);\r\n");
  expect(await applyMigrations(app)).toEqual([]);
  write(app.folder, "0001_a", "CREATE TABLE a(y);\n");
  expect(states(app)).toEqual(["0001_a edited", "0002_b applied"]);
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_EDITED" });
  rmSync(join(app.folder, "migrations/sqlite/0001_a.sql"));
  expect(states(app)).toEqual(["0001_a missing", "0002_b applied"]);
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_MISSING" });
});

test("refuses one that leaves references leading nowhere", async () => {
  using app = temporaryApp({
    "0001_a":
      "CREATE TABLE a(id INTEGER PRIMARY KEY);\n--> statement-breakpoint\nCREATE TABLE b(a_id REFERENCES a(id));",
    "0002_b": "INSERT INTO b VALUES (7), (8)",
  });
  await expect(applyMigrations(app)).rejects.toMatchObject({
    code: "MIGRATION_BREAKS_REFERENCES",
    message: "Expected every reference to hold after 0002_b, found 2 in b that lead nowhere.",
  });
  expect(states(app)).toEqual(["0001_a applied", "0002_b pending"]);
});

test("lists a database that does not exist without making it", () => {
  using app = temporaryApp({ "0001_a": "CREATE TABLE a(x)" });
  expect(states(app)).toEqual(["0001_a pending"]);
  expect(() => tablesOf(app.folder)).toThrow();
});

test("refuses a database of another kind in plain words", async () => {
  using app = temporaryApp({});
  const target = { folder: app.folder, database: "postgres://u:secret@db/app" };
  await expect(applyMigrations(target)).rejects.toMatchObject({ code: "DIALECT_NOT_SERVED" });
  await expect(applyMigrations(target)).rejects.not.toThrow(/secret/);
});

test("of several processes at once one applies, the others find nothing left", async () => {
  using app = temporaryApp({ "0001_a": "CREATE TABLE a(x)", "0002_b": "INSERT INTO a VALUES (1)" });
  const file = pathToFileURL(join(import.meta.dirname, "apply-migrations.ts")).href;
  const code = `const { applyMigrations } = await import(${JSON.stringify(file)});
    console.log((await applyMigrations(${JSON.stringify({ folder: app.folder, database: app.database })})).length);`;
  const counts = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let text = "";
      child.stdout.on("data", (chunk) => (text += String(chunk)));
      const [status] = await once(child, "close");
      expect(status).toBe(0);
      return Number(text);
    }),
  );
  expect(counts.toSorted()).toEqual([0, 0, 0, 2]);
  const database = new Database(join(app.folder, "data/app.db"));
  expect(database.prepare("SELECT count(*) FROM a").pluck().get()).toBe(1);
  database.close();
});
