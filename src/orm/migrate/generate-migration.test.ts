import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { boolean } from "../columns/boolean.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { oneOf } from "../columns/one-of.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { uuid } from "../columns/uuid.ts";
import { timestamp } from "../columns/timestamp.ts";
import { index } from "../constraints/index-on.ts";
import { defineModel } from "../define-model.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import type { ModelInfo } from "../model-info.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { generateMigration, type Schema } from "./generate-migration.ts";
import { schemaOf } from "./schema-of.ts";
import { writeMigration } from "./write-migration.ts";

const dialects = ["sqlite", "postgres", "mysql"] as const satisfies readonly DialectName[];

const keyOf = (info: ModelInfo): any => Reflect.get(info.proxy, "id");

function temporaryApp(): { folder: string; database: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "rowx-migrate-"));
  return { folder, database: "sqlite:data/app.db", [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

async function generate(folder: string, schema: Schema, name: string): Promise<void> {
  const migrations = join(folder, "migrations");
  for (const one of await generateMigration(schema, { folder: migrations, dialects, name }))
    writeMigration(join(migrations, one.dialect), one);
}

function open(folder: string): Database.Database & Disposable {
  const database = new Database(join(folder, "data/app.db"));
  return Object.assign(database, { [Symbol.dispose]: () => database.close() });
}

/** Every table with its columns, keys and indexes, as the database itself tells them. */
function shapeOf(folder: string): unknown {
  using database = open(folder);
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'rx_%' ORDER BY 1",
    )
    .pluck()
    .all() as string[];
  return tables.map((table) => ({
    table,
    columns: (database.pragma(`table_info(${table})`) as { cid: number; name: string }[])
      .map(({ cid: _, ...column }) => column)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    keys: (database.pragma(`foreign_key_list(${table})`) as { id: number; from: string }[])
      .map(({ id: _, ...key }) => key)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    indexes: database
      .prepare(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY 1",
      )
      .all(table),
  }));
}

function first(): Schema {
  const customers = defineModel("customers", {
    id: id(),
    title: text().notNull(),
    email: text(),
    note: text(),
    credit: decimal({ precision: 12, scale: 2 }).notNull().default("0"),
  });
  const orders = defineModel("orders", {
    id: id(),
    customerId: ref(() => keyOf(customers), { onDelete: "cascade" }).notNull(),
    total: integer(),
  });
  const notes = defineModel("notes", { id: id(), text: text() });
  return schemaOf([customers, orders, notes]);
}

function second(): Schema {
  const customers = defineModel(
    "customers",
    {
      id: id(),
      name: text().notNull().renamedFrom("title"),
      email: text().notNull().default("none").unique(),
      note: text(),
      credit: decimal({ precision: 12, scale: 2 }).notNull().default("0"),
      status: oneOf("lead", "active").notNull().default("lead"),
      isOpen: boolean(),
      createdAt: timestamp().notNull().defaultNow(),
    },
    { constraints: (t) => [index().on(...[t["status"], t["createdAt"]].filter((one) => one !== undefined))] },
  );
  const orders = defineModel("orders", {
    id: id(),
    customerId: ref(() => keyOf(customers), { onDelete: "restrict" }).notNull(),
    total: integer(),
  });
  const notes = defineModel("notes", { id: id(), text: text() });
  return schemaOf([customers, orders, notes]);
}

function third(): Schema {
  const customers = defineModel("customers", { id: id(), name: text().notNull() });
  const orders = defineModel("orders", { id: id(), customerId: ref(() => keyOf(customers)).notNull() });
  return schemaOf([customers, orders]);
}

test("writes one migration for three databases from one load of the models, and nothing when nothing changed", async () => {
  using app = temporaryApp();
  await generate(app.folder, first(), "Start here");
  for (const dialect of dialects)
    expect(readdirSync(join(app.folder, "migrations", dialect)).toSorted()).toEqual([
      "0001_start_here.down.sql",
      "0001_start_here.sql",
      "meta",
    ]);
  expect(await generateMigration(first(), { folder: join(app.folder, "migrations"), dialects })).toEqual([]);
  const mysql = readFileSync(join(app.folder, "migrations/mysql/0001_start_here.sql"), "utf8");
  expect(mysql).toContain("`id` bigint AUTO_INCREMENT NOT NULL");
});

test("names a migration after what it does first", async () => {
  using app = temporaryApp();
  const [made] = await generateMigration(first(), { folder: join(app.folder, "migrations"), dialects });
  expect(made?.tag).toBe("0001_create_customers");
});

test("a table made anew keeps its rows, the rows that refer to it and the numbers that were given out", async () => {
  using app = temporaryApp();
  await generate(app.folder, first(), "one");
  await applyMigrations(app);
  {
    using database = open(app.folder);
    database.exec(`INSERT INTO customers(id, title, email) VALUES (1, 'Ada', NULL), (2, 'Bob', 'b@x'), (9, 'Gone', 'g');
      DELETE FROM customers WHERE id = 9;
      INSERT INTO orders(customer_id, total) VALUES (1, 10), (1, 20), (2, 30);`);
  }
  await generate(app.folder, second(), "two");
  await applyMigrations(app);

  using database = open(app.folder);
  expect(database.prepare("SELECT customer_id, total FROM orders ORDER BY id").raw().all()).toEqual([
    [1, 10],
    [1, 20],
    [2, 30],
  ]);
  expect(database.prepare("SELECT name, email, status FROM customers ORDER BY id").raw().all()).toEqual([
    ["Ada", "none", "lead"],
    ["Bob", "b@x", "lead"],
  ]);
  expect(database.prepare("INSERT INTO customers(name, email) VALUES ('New', 'n') RETURNING id").pluck().get()).toBe(
    10,
  );
});

test("a migrated database equals one that was made at once, and its way back leads to the first one", async () => {
  using migrated = temporaryApp();
  await generate(migrated.folder, first(), "one");
  await generate(migrated.folder, second(), "two");
  await applyMigrations(migrated);
  using fresh = temporaryApp();
  await generate(fresh.folder, second(), "all");
  await applyMigrations(fresh);
  expect(shapeOf(migrated.folder)).toEqual(shapeOf(fresh.folder));

  using old = temporaryApp();
  await generate(old.folder, first(), "one");
  await applyMigrations(old);
  {
    using database = open(migrated.folder);
    database.pragma("foreign_keys = OFF");
    for (const statement of readFileSync(join(migrated.folder, "migrations/sqlite/0002_two.down.sql"), "utf8").split(
      "--> statement-breakpoint",
    ))
      database.exec(statement);
  }
  expect(shapeOf(migrated.folder)).toEqual(shapeOf(old.folder));
});

test("says what a migration takes away, on top of the file", async () => {
  using app = temporaryApp();
  await generate(app.folder, second(), "one");
  const made = await generateMigration(third(), { folder: join(app.folder, "migrations"), dialects });
  for (const { up } of made)
    expect(up.losses).toEqual([
      "column customers.email",
      "column customers.note",
      "column customers.credit",
      "column customers.status",
      "column customers.is_open",
      "column customers.created_at",
      "column orders.total",
      "table notes",
    ]);
  await generate(app.folder, third(), "two");
  expect(readFileSync(join(app.folder, "migrations/postgres/0002_two.sql"), "utf8")).toMatch(
    /^-- Takes away: column customers\.email\n/,
  );
  await applyMigrations(app);
  using fresh = temporaryApp();
  await generate(fresh.folder, third(), "one");
  await applyMigrations(fresh);
  expect(shapeOf(app.folder)).toEqual(shapeOf(fresh.folder));
});

test("MySQL gets one MODIFY for a column whose default and NOT NULL change together, after its empty rows are filled", async () => {
  using app = temporaryApp();
  await generate(app.folder, first(), "one");
  const made = await generateMigration(second(), { folder: join(app.folder, "migrations"), dialects: ["mysql"] });
  const statements = made[0]?.up.statements.filter((statement) => statement.includes("`email`")) ?? [];
  expect(statements).toEqual([
    "UPDATE `customers` SET `email` = 'none' WHERE `email` IS NULL;",
    "ALTER TABLE `customers` MODIFY COLUMN `email` varchar(255) DEFAULT 'none' NOT NULL;",
    "ALTER TABLE `customers` ADD CONSTRAINT `customers_email_unique` UNIQUE(`email`);",
  ]);
});

test.each([
  [
    "a column that went while another came",
    () => schemaOf([defineModel("notes", { id: id(), body: text() })]),
    /column notes\.text gone and notes\.body new.*--rename notes\.text=body.*\.renamedFrom\("text"\)/,
  ],
  [
    "a table that went while another came",
    () => schemaOf([defineModel("memos", { id: id(), text: text() })]),
    /table notes gone and table memos new.*--rename notes=memos.*renamedFrom: "notes"/,
  ],
])("refuses %s without asking, and names both", async (_, after, message) => {
  using app = temporaryApp();
  await generate(app.folder, schemaOf([defineModel("notes", { id: id(), text: text() })]), "one");
  const folder = join(app.folder, "migrations");
  await expect(generateMigration(after(), { folder, dialects })).rejects.toThrow(message);
  await expect(generateMigration(after(), { folder, dialects })).rejects.toMatchObject({ code: "MIGRATION_AMBIGUOUS" });
});

test("refuses two migrations that were made of the same one, as after a merge", async () => {
  using app = temporaryApp();
  using branch = temporaryApp();
  const schema = (...more: string[]): Schema =>
    schemaOf(["notes", ...more].map((name) => defineModel(name, { id: id(), text: text() })));
  await generate(app.folder, schema(), "one");
  cpSync(join(app.folder, "migrations"), join(branch.folder, "migrations"), { recursive: true });
  await generate(app.folder, schema("a"), "a");
  await generate(branch.folder, schema("b"), "b");
  for (const dialect of dialects)
    for (const [from, to] of [
      ["0002_b.sql", "0003_b.sql"],
      ["meta/0002_snapshot.json", "meta/0003_snapshot.json"],
    ] as const)
      cpSync(join(branch.folder, "migrations", dialect, from), join(app.folder, "migrations", dialect, to));
  await expect(generate(app.folder, schema("a", "b"), "all")).rejects.toMatchObject({
    code: "MIGRATION_FORKED",
    message: expect.stringContaining("Expected 0003_b to follow on 0002_a"),
  });
});

test("refuses another primary key, and says what to do", async () => {
  using app = temporaryApp();
  await generate(app.folder, schemaOf([defineModel("notes", { id: id(), text: text() })]), "one");
  const next = schemaOf([defineModel("notes", { id: uuid().primaryKey(), text: text() })]);
  await expect(generate(app.folder, next, "two")).rejects.toMatchObject({ code: "MIGRATION_KEY_CHANGED" });
});

test("refuses a name that is no file's", async () => {
  using app = temporaryApp();
  const options = { folder: join(app.folder, "migrations"), dialects, name: "../x" };
  await expect(generateMigration(first(), options)).rejects.toMatchObject({ code: "MIGRATION_NAME_INVALID" });
});

test("refuses two migrations of one number, as after a merge", async () => {
  using app = temporaryApp();
  await generate(app.folder, first(), "one");
  writeFileSync(join(app.folder, "migrations/sqlite/0001_other.sql"), "SELECT 1");
  await expect(applyMigrations(app)).rejects.toMatchObject({ code: "MIGRATION_NUMBER_TWICE" });
});
