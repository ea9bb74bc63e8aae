import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dialectNames, testDatabase } from "../../../tests/support/servers/test-database.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { text } from "../columns/text.ts";
import { connect } from "../connect.ts";
import { defineModel } from "../define-model.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { findDrift } from "./find-drift.ts";
import { generateMigration, type Schema } from "./generate-migration.ts";
import { rollbackMigrations } from "./rollback-migrations.ts";
import { schemaOf } from "./schema-of.ts";
import { writeMigration } from "./write-migration.ts";

const small = (): Schema => schemaOf([defineModel("notes", { id: id(), title: text().notNull().default("x") })]);
const large = (): Schema =>
  schemaOf([defineModel("notes", { id: id(), title: text().notNull().default("x"), pages: integer().unique() })]);

async function temporaryApp(dialect: DialectName) {
  const own = await testDatabase(dialect);
  const root = mkdtempSync(join(tmpdir(), "rowx-drift-"));
  const folder = join(root, "migrations");
  const target = { folder: root, database: own.url };
  return {
    target,
    folder: join(folder, dialect),
    async migrate(schema: Schema) {
      for (const one of await generateMigration(schema, { folder, dialects: [dialect] }))
        writeMigration(join(folder, dialect), one);
      await applyMigrations(target);
    },
    drift: async (schema: Schema) =>
      (await findDrift(target, { schema, folder, dialects: [dialect] })).map(
        ({ between, found }) => `${between}: ${found}`,
      ),
    async execute(sql: string) {
      await using database = await connect(own.url);
      await database.execute(sql);
    },
    async [Symbol.asyncDispose]() {
      rmSync(root, { recursive: true });
      await own[Symbol.asyncDispose]();
    },
  };
}

test.each(dialectNames)("%s: models, files and database agree until one of them changes", async (dialect) => {
  await using app = await temporaryApp(dialect);
  await app.migrate(small());
  await app.migrate(large());
  expect(await app.drift(large())).toEqual([]);
  expect(await app.drift(small())).toEqual([expect.stringMatching(new RegExp(`^models and files: ${dialect}: `))]);

  await app.execute("alter table notes add column by_hand int");
  expect(await app.drift(large())).toEqual(["files and database: column notes.by_hand: in the database only"]);
  await app.execute("alter table notes drop column by_hand");
  expect(await app.drift(large())).toEqual([]);

  await rollbackMigrations(app.target, 1);
  expect(await app.drift(large())).toEqual(["files and database: 0002_change_notes is pending"]);
});

test("an edited file and one that is gone are told", async () => {
  await using app = await temporaryApp("sqlite");
  await app.migrate(small());
  writeFileSync(join(app.folder, "0001_create_notes.sql"), "CREATE TABLE notes(x)");
  expect(await app.drift(small())).toEqual(["files and database: 0001_create_notes is edited"]);
});
