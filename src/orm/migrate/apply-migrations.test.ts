import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dialectNames, testDatabase } from "../../../tests/support/servers/test-database.ts";
import { connect } from "../connect.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { listMigrations } from "./list-migrations.ts";
import type { MigrationTarget } from "./migration-target.ts";
import { rollbackLosses } from "./rollback-losses.ts";
import { rollbackMigrations } from "./rollback-migrations.ts";
import { pendingMigrations } from "./pending-migrations.ts";

interface TestTarget extends MigrationTarget, AsyncDisposable {
  write(tag: string, ...statements: readonly string[]): void;
  rows(text: string): Promise<unknown[]>;
  states(): Promise<string[]>;
}

async function temporaryApp(dialect: DialectName, files: Readonly<Record<string, readonly string[]>>) {
  const own = await testDatabase(dialect);
  const folder = mkdtempSync(join(tmpdir(), "rowx-apply-"));
  const migrations = join(folder, "migrations", dialect);
  mkdirSync(migrations, { recursive: true });
  const app: TestTarget = {
    folder,
    database: own.url,
    write: (tag, ...statements) =>
      writeFileSync(join(migrations, `${tag}.sql`), statements.join("\n--> statement-breakpoint\n")),
    rows: async (text) => {
      await using database = await connect(own.url);
      return (await database.execute(text)).rows.map((row) => Object.values(row)[0]);
    },
    states: async () =>
      (await listMigrations(app)).filter(({ origin }) => origin === "app").map(({ tag, state }) => `${tag} ${state}`),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
      await own[Symbol.asyncDispose]();
    },
  };
  for (const [tag, statements] of Object.entries(files)) app.write(tag, ...statements);
  return app;
}

const a = "create table a(x int)";
const b = "create table b(x int)";

describe.each(dialectNames)("%s", (dialect) => {
  test("applies the framework's own tables first, then the app's, each once", async () => {
    await using app = await temporaryApp(dialect, { "0001_a": [a], "0002_b": [b, "insert into b values (1), (2)"] });
    const own = dialect === "postgres" ? ["rowx/0001_events"] : ["rowx/0001_events", "rowx/0002_changes"];
    expect(await pendingMigrations(app)).toEqual([...own, "0001_a", "0002_b"]);
    const seen: string[] = [];
    expect(await applyMigrations(app, (tag) => seen.push(tag))).toEqual(["0001_a", "0002_b"]);
    expect(seen).toEqual(["0001_a", "0002_b"]);
    expect(await app.rows("select x from b order by x")).toEqual([1, 2]);
    expect(await app.rows("select count(*) from rx_events")).toEqual([0]);
    expect(await applyMigrations(app)).toEqual([]);
    expect(await pendingMigrations(app)).toEqual([]);
  });

  test("what fails says at which statement, and goes on once it is mended", async () => {
    await using app = await temporaryApp(dialect, {
      "0001_a": [a],
      "0002_b": [b, "insert into b values (1)", "insert into nowhere values (1)", "insert into b values (2)"],
    });
    await expect(applyMigrations(app)).rejects.toThrow(/0002_b to be applied, found at its statement 3.*nowhere/);
    expect(await app.states()).toEqual(["0001_a applied", dialect === "mysql" ? "0002_b partial" : "0002_b pending"]);
    app.write("0002_b", b, "insert into b values (1)", "insert into b values (3)", "insert into b values (2)");
    expect(await applyMigrations(app)).toEqual(["0002_b"]);
    expect(await app.rows("select x from b order by x")).toEqual([1, 2, 3]);
    expect(await app.states()).toEqual(["0001_a applied", "0002_b applied"]);
  });

  test("refuses to go on where an applied file was changed or is gone, but not for other line ends", async () => {
    await using app = await temporaryApp(dialect, { "0001_a": [`${a};\n`], "0002_b": [`${b};\n`] });
    await applyMigrations(app);
    app.write("0001_a", `${a};\r\n`);
    expect(await applyMigrations(app)).toEqual([]);
    app.write("0001_a", "create table a(y int);\n");
    expect(await app.states()).toEqual(["0001_a edited", "0002_b applied"]);
    await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_EDITED" });
    rmSync(join(app.folder, "migrations", dialect, "0001_a.sql"));
    expect(await app.states()).toEqual(["0001_a missing", "0002_b applied"]);
    await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_MISSING" });
  });
});

test("refuses a hole: a number that is missing, and one that came late", async () => {
  await using app = await temporaryApp("sqlite", { "0001_a": [a], "0003_c": ["create table c(x)"] });
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_HOLE" });
  await expect(applyMigrations(app)).rejects.toThrow(/found 0003_c after 0001_a in .*migrations.sqlite\./);
  rmSync(join(app.folder, "migrations/sqlite/0003_c.sql"));
  app.write("0002_c", "create table c(x)");
  expect(await applyMigrations(app)).toEqual(["0001_a", "0002_c"]);
  app.write("0001_0", "create table d(x)");
  rmSync(join(app.folder, "migrations/sqlite/0001_a.sql"));
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_MISSING" });
});

test("takes the last ones back, the youngest first, and refuses where a way back is missing", async () => {
  await using app = await temporaryApp("sqlite", { "0001_a": [a], "0002_b": [b], "0003_c": ["create table c(x)"] });
  await applyMigrations(app);
  app.write("0003_c.down", "-- Takes away: table c\ndrop table c");
  app.write("0002_b.down", "-- Takes away: table b\ndrop table b");
  expect(await rollbackLosses(app, 2)).toEqual(["table c (0003_c)", "table b (0002_b)"]);
  expect(await rollbackMigrations(app, 2)).toEqual(["0003_c", "0002_b"]);
  expect(await app.states()).toEqual(["0001_a applied", "0002_b pending", "0003_c pending"]);
  await expect(rollbackMigrations(app, 5)).rejects.toMatchObject({ code: "MIGRATION_DOWN_MISSING" });
  expect(await applyMigrations(app)).toEqual(["0002_b", "0003_c"]);
});

test("SQLite refuses one that leaves references leading nowhere", async () => {
  await using app = await temporaryApp("sqlite", {
    "0001_a": ["create table a(id integer primary key)", "create table b(a_id references a(id))"],
    "0002_b": ["insert into b values (7), (8)"],
  });
  await expect(applyMigrations(app)).rejects.toMatchObject({
    code: "MIGRATION_BREAKS_REFERENCES",
    message: "Expected every reference to hold after 0002_b, found 2 in b that lead nowhere.",
  });
  expect(await app.states()).toEqual(["0001_a applied", "0002_b pending"]);
});

test("lists an SQLite file that does not exist without making it", async () => {
  await using app = await temporaryApp("sqlite", { "0001_a": [a] });
  expect(await app.states()).toEqual(["0001_a pending"]);
  expect(existsSync(app.database.slice("sqlite:".length))).toBe(false);
});

test("a server that is not there is told in plain words, without the password", async () => {
  const target = { folder: tmpdir(), database: "postgres://u:secret@127.0.0.1:9/app" };
  await expect(applyMigrations(target)).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  await expect(applyMigrations(target)).rejects.not.toThrow(/secret/);
});

test("MySQL refuses a migration that was half applied and whose first half was edited", async () => {
  await using app = await temporaryApp("mysql", { "0001_a": [a, "insert into nowhere values (1)"] });
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_STOPPED" });
  app.write("0001_a", "create table a(y int)", "insert into a values (1)");
  await expect(applyMigrations(app)).rejects.toMatchObject({
    code: "MIGRATION_PART_EDITED",
    message:
      "Expected the first 1 statements of 0001_a as they were run on this database, found that they have changed.",
  });
});
