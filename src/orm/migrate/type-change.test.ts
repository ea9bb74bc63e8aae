import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PgColumnBuilderBase } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { boolean } from "../columns/boolean.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { json } from "../columns/json.ts";
import { oneOf } from "../columns/one-of.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { defineModel } from "../define-model.ts";
import { generateMigration, type Schema } from "./generate-migration.ts";
import { schemaOf } from "./schema-of.ts";
import { writeMigration } from "./write-migration.ts";

function temporaryApp() {
  const folder = mkdtempSync(join(tmpdir(), "rowx-types-"));
  const migrations = join(folder, "migrations");
  return {
    folder,
    async write(from: Schema): Promise<void> {
      for (const one of await generateMigration(from, { folder: migrations, dialects: ["sqlite", "postgres"] }))
        writeMigration(join(migrations, one.dialect), one);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

function schema(one: PgColumnBuilderBase, two: PgColumnBuilderBase): Schema {
  return schemaOf([defineModel("notes", { id: id(), one, two })]);
}

test("names values that do not become the new type, and digits that go", async () => {
  using app = temporaryApp();
  await app.write(schema(text(), decimal({ precision: 12, scale: 4 })));
  const options = { folder: join(app.folder, "migrations"), dialects: ["postgres"] as const };
  const [made] = await generateMigration(schema(integer(), decimal({ precision: 12, scale: 2 })), options);
  expect(made?.up.losses).toEqual([
    "values of column notes.one (varchar(255) does not become integer)",
    "digits of column notes.two (numeric(12, 4) becomes numeric(12, 2))",
  ]);
});

test("tells kinds apart that SQLite calls by one type, in files that drizzle-kit reads, too", async () => {
  using app = temporaryApp();
  await app.write(schema(text(), boolean()));
  const options = { folder: join(app.folder, "migrations"), dialects: ["sqlite"] as const };
  const [made] = await generateMigration(schema(json(), timestamp()), options);
  expect(made?.up.losses).toEqual([
    "values of column notes.one (text does not become json)",
    "values of column notes.two (boolean does not become timestamp)",
  ]);
  expect(await generateMigration(schema(oneOf("a", "b"), boolean()), options)).toEqual([]);
  const kit = join(import.meta.dirname, "../../../node_modules/.bin/drizzle-kit");
  const args = ["check", "--dialect=sqlite", "--out=./migrations/sqlite"];
  expect(execFileSync(process.execPath, [kit, ...args], { cwd: app.folder, encoding: "utf8" })).toContain(
    "Everything's fine",
  );
});
