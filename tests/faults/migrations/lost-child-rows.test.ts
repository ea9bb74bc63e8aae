// SQLite makes a table anew for most changes: the DROP TABLE on the way must not take along the rows that refer to it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../../src/orm/connect.ts";
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import { generateMigration } from "../../../src/orm/migrate/generate-migration.ts";
import { rollbackMigrations } from "../../../src/orm/migrate/rollback-migrations.ts";
import { writeMigration } from "../../../src/orm/migrate/write-migration.ts";
import { dialectNames, testDatabase } from "../../support/servers/test-database.ts";
import { appWithMigrations } from "./app-with-migrations.ts";
import type { ColumnPlan, Plan } from "./plan.ts";
import { toSchema } from "./to-schema.ts";

const column: Omit<ColumnPlan, "number" | "name" | "kind"> = { notNull: false, hasDefault: false, unique: false, max: 100 };
const parents = (note: Partial<ColumnPlan>): Plan => [
  { number: 1, name: "parents", key: "id", columns: [{ ...column, number: 2, name: "note", kind: "text", ...note }], indexes: [], uniques: [] },
  {
    number: 3,
    name: "children",
    key: "id",
    columns: [{ ...column, number: 4, name: "parentId", kind: "integer", notNull: true, ref: 1, onDelete: "cascade" }],
    indexes: [],
    uniques: [],
  },
];

test.each(dialectNames)("a parent that changes keeps its children on %s, on the way back, too", async (dialect) => {
  await using own = await testDatabase(dialect);
  const folder = mkdtempSync(join(tmpdir(), "rowx-children-"));
  try {
    const target = { folder, database: own.url };
    const migrate = async (plan: Plan): Promise<void> => {
      const options = { folder: join(folder, "migrations"), dialects: [dialect] };
      for (const one of await generateMigration(toSchema(plan, []), options))
        writeMigration(join(folder, "migrations", dialect), one);
      await applyMigrations(target);
    };
    await migrate(parents({}));
    await using database = await connect(own.url);
    await database.execute("insert into parents(id) values (1), (2)");
    await database.execute("insert into children(id, parent_id) values (1, 1), (2, 1), (3, 2)");
    const children = async (): Promise<unknown> => (await database.execute("select id from children order by id")).rows;
    await migrate(parents({ notNull: true, hasDefault: true }));
    expect(await children()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    await rollbackMigrations(target, 1);
    expect(await children()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a file with the rebuild that drizzle-kit prints loses none either", async () => {
  using app = appWithMigrations("sqlite", {
    "0001_a": [
      "CREATE TABLE parents(id integer PRIMARY KEY, note text)",
      "CREATE TABLE children(id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents(id) ON DELETE CASCADE)",
      "INSERT INTO parents(id) VALUES (1)",
      "INSERT INTO children VALUES (1, 1), (2, 1), (3, 1)",
    ],
    "0002_b": [
      "PRAGMA foreign_keys=OFF;",
      "CREATE TABLE `__new_parents`(id integer PRIMARY KEY, note text DEFAULT '' NOT NULL)",
      "INSERT INTO `__new_parents`(id, note) SELECT id, coalesce(note, '') FROM parents",
      "DROP TABLE `parents`",
      "ALTER TABLE `__new_parents` RENAME TO `parents`",
      "PRAGMA foreign_keys=ON;",
    ],
  });
  await using own = await testDatabase("sqlite");
  await applyMigrations({ folder: app.folder, database: own.url });
  await using database = await connect(own.url);
  expect((await database.execute("SELECT count(*) AS n FROM children")).rows).toEqual([{ n: 3 }]);
});
