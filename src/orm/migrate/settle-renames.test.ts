import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dialectNames, testDatabase } from "../../../tests/support/servers/test-database.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { connect } from "../connect.ts";
import { defineModel } from "../define-model.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { generateMigration, type GenerateOptions, type Schema } from "./generate-migration.ts";
import { parseRename } from "./parse-rename.ts";
import type { RenameQuestion } from "./rename-question.ts";
import { rollbackMigrations } from "./rollback-migrations.ts";
import { schemaOf } from "./schema-of.ts";
import { writeMigration } from "./write-migration.ts";

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "rowx-renames-"));
  const migrations = join(folder, "migrations");
  return {
    folder,
    async generate(schema: Schema, options: Partial<GenerateOptions> = {}) {
      const renames = [...(options.said ?? []), ...schema.renames];
      const made = await generateMigration(
        { ...schema, renames },
        { folder: migrations, dialects: dialectNames, ...options },
      );
      for (const one of made) writeMigration(join(migrations, one.dialect), one);
      return made;
    },
    read: (path: string): string => readFileSync(join(migrations, path), "utf8"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

function linesOf(notes: ReturnType<typeof defineModel>) {
  const target = (): never => Reflect.get(notes.proxy, "id") as never; // as: any table's key
  return defineModel("note_lines", { id: id(), noteId: ref(target, { onDelete: "cascade" }).notNull() });
}

function before(): Schema {
  const notes = defineModel("notes", { id: id(), title: text().notNull().unique(), pages: integer() });
  return schemaOf([notes, linesOf(notes)]);
}

function after(renamedFrom?: { readonly table: string; readonly column: string }): Schema {
  const name = text().notNull().unique();
  if (renamedFrom) name.renamedFrom(renamedFrom.column);
  const memos = defineModel("memos", { id: id(), name, pages: integer() }, { renamedFrom: renamedFrom?.table });
  return schemaOf([memos, linesOf(memos)]);
}

test("what went while something came is asked once for all databases, tables first", async () => {
  using app = temporaryFolder();
  await app.generate(before());
  const asked: RenameQuestion[] = [];
  const made = await app.generate(after(), {
    answer: async (question) => {
      asked.push(question);
      return question.added[0];
    },
  });
  expect(asked).toEqual([
    { table: undefined, gone: "notes", added: ["memos"] },
    { table: "memos", gone: "title", added: ["name"] },
  ]);
  expect(made.flatMap(({ up }) => up.losses)).toEqual([]);
  expect(app.read("postgres/0002_change_notes.sql").split("--> statement-breakpoint\n")).toEqual([
    'ALTER TABLE "notes" RENAME TO "memos";\n',
    'ALTER INDEX "notes_pkey" RENAME TO "memos_pkey";\n',
    'ALTER SEQUENCE "notes_id_seq" RENAME TO "memos_id_seq";\n',
    'ALTER TABLE "memos" RENAME COLUMN "title" TO "name";\n',
    'ALTER TABLE "memos" RENAME CONSTRAINT "notes_title_unique" TO "memos_name_unique";\n',
    'ALTER TABLE "note_lines" RENAME CONSTRAINT "note_lines_note_id_notes_id_fk" TO "note_lines_note_id_memos_id_fk";\n',
  ]);
});

test("an answer that it is gone drops the one and makes the other", async () => {
  using app = temporaryFolder();
  await app.generate(before());
  const made = await app.generate(after(), { answer: async () => undefined });
  for (const { up } of made) expect(up.losses).toEqual(["table notes"]);
});

test.each(dialectNames)(
  "rows and the rows that refer to them stay under new names on %s, and come back",
  async (dialect) => {
    using app = temporaryFolder();
    await using own = await testDatabase(dialect);
    const target = { folder: app.folder, database: own.url };
    await app.generate(before());
    await applyMigrations(target);
    await using database = await connect(own.url);
    await database.execute("insert into notes(title, pages) values ('a', 1), ('b', 2)");
    await database.execute("insert into note_lines(note_id) values (1), (1), (2)");
    await app.generate(after({ table: "notes", column: "title" }));
    await applyMigrations(target);
    const rows = async (sql: string): Promise<unknown> =>
      (await database.execute(sql)).rows.map((row) => Object.values(row));
    expect(await rows("select name, pages from memos order by id")).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(await rows("select note_id from note_lines order by id")).toEqual([[1], [1], [2]]);
    await rollbackMigrations(target, 1);
    expect(await rows("select title, pages from notes order by id")).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(await rows("select note_id from note_lines order by id")).toEqual([[1], [1], [2]]);
  },
);

test("what was said on the command line is taken, the table under its old name or its new one", async () => {
  using app = temporaryFolder();
  await app.generate(before());
  const said = ["notes=memos", "notes.title=name"].map(parseRename);
  const made = await app.generate(after(), { said });
  expect(made.flatMap(({ up }) => up.losses)).toEqual([]);
  expect(made.map(({ renames }) => renames.length)).toEqual([2, 2, 2]);
});

test.each(["notes=pages", "notes.body=name", "title"])("refuses a rename that is none: %s", async (text) => {
  using app = temporaryFolder();
  await app.generate(before());
  const work = async (): Promise<unknown> =>
    app.generate(after(), { said: [parseRename(text)], answer: async () => undefined });
  await expect(work()).rejects.toMatchObject({ code: "MIGRATION_RENAME_UNKNOWN" });
});

test("a rename that was made is not made again", async () => {
  using app = temporaryFolder();
  await app.generate(before());
  await app.generate(after({ table: "notes", column: "title" }));
  expect(await app.generate(after({ table: "notes", column: "title" }))).toEqual([]);
});

test("a name that was given up is taken by something new, and by something that is renamed to it", async () => {
  using app = temporaryFolder();
  await app.generate(before());
  const columns = {
    id: id(),
    headline: text().renamedFrom("title"),
    title: integer().renamedFrom("pages"),
    pages: text(),
  };
  const notes = defineModel("notes", columns);
  const [sqlite] = await app.generate(schemaOf([notes, linesOf(notes)]), { answer: async () => undefined });
  expect(sqlite?.up.statements.slice(0, 2)).toEqual([
    "ALTER TABLE `notes` RENAME COLUMN `title` TO `headline`;",
    "ALTER TABLE `notes` RENAME COLUMN `pages` TO `title`;",
  ]);
  expect(sqlite?.up.losses).toEqual([]);
});
