// Tables of Drizzle's own functions, wherever models are accepted.
import { eq } from "drizzle-orm";
import * as mysql from "drizzle-orm/mysql-core";
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { checkModels } from "../../../src/orm/check-models.ts";
import { connect } from "../../../src/orm/connect.ts";
import { setCurrentDatabase } from "../../../src/orm/current-database.ts";
import { loadKit } from "../../../src/orm/migrate/load-kit.ts";
import { nameModels } from "../../../src/orm/model-registry.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { columnFacts } from "../../../src/orm/values/column-facts.ts";
import { referenceOf } from "../../../src/orm/values/reference-of.ts";
import { createQuerySource } from "../../../src/orm/window/create-query-source.ts";
import { testDatabase } from "../../support/servers/test-database.ts";

const onSqlite = sqlite.sqliteTable("native_people", {
  id: sqlite.integer().primaryKey({ autoIncrement: true }),
  name: sqlite.text().notNull().unique(),
  bossId: sqlite.integer("boss_id").references((): sqlite.AnySQLiteColumn => onSqlite.id),
  born: sqlite.integer({ mode: "timestamp_ms" }),
});
const onPostgres = pg.pgTable("native_people", {
  id: pg.serial().primaryKey(),
  name: pg.varchar({ length: 100 }).notNull().unique(),
  bossId: pg.integer("boss_id").references((): pg.AnyPgColumn => onPostgres.id),
  born: pg.timestamp({ withTimezone: true, precision: 3 }),
});
const onMysql = mysql.mysqlTable("native_people", {
  id: mysql.int().primaryKey().autoincrement(),
  name: mysql.varchar({ length: 100 }).notNull().unique(),
  bossId: mysql.int("boss_id").references((): mysql.AnyMySqlColumn => onMysql.id),
  born: mysql.datetime({ fsp: 3 }),
});
// as: the three tables have the same columns, of which the methods below know
const tables = { sqlite: onSqlite, postgres: onPostgres, mysql: onMysql } as unknown as Record<
  "sqlite" | "postgres" | "mysql",
  typeof onPostgres
>;

test.each(["sqlite", "postgres", "mysql"] as const)(
  "are written, read, described and told of on %s",
  async (dialect) => {
    await using place = await testDatabase(dialect);
    await using handle = await opened(place.url);
    const { database: db } = handle;
    const people = tables[dialect];
    const kit = await loadKit(dialect);
    const statements = await kit.diff(await kit.snapshot({}), await kit.snapshot({ people }));
    for (const statement of statements) await db.execute(statement);
    handle.changes.watch("native_people");
    const told: unknown[] = [];
    handle.changes.onCommit((changes) => told.push(...changes.map(({ keys }) => keys)));
    const rows = await db
      .insert(people)
      .values([
        { name: "Ada", born: new Date(5) },
        { name: "Bob", bossId: 1 },
      ])
      .returning();
    expect(rows).toEqual([
      { id: 1, name: "Ada", bossId: null, born: new Date(5) },
      { id: 2, name: "Bob", bossId: 1, born: null },
    ]);
    expect(told).toEqual([[[1], [2]]]);
    await expect(db.insert(people).values({ name: "Ada" })).rejects.toMatchObject({
      code: "UNIQUE_VIOLATION",
      field: "name",
    });
    const upsert = { target: people.name, set: { born: new Date(7) } };
    expect(await db.insert(people).values({ name: "Bob" }).onConflictDoUpdate(upsert).returning()).toMatchObject([
      { id: 2, born: new Date(7) },
    ]);
    expect(columnFacts(people.id)).toMatchObject({ kind: "id", primary: true });
    expect(columnFacts(people.bossId)).toMatchObject({ kind: "ref", label: "Boss" });
    expect(referenceOf(people.bossId)?.key.name).toBe("id");
    const source = createQuerySource(handle);
    expect(source).toBeDefined();
    expect(
      await db.update(people).set({ name: "Bo" }).where(eq(people.id, 2)).returning({ name: people.name }),
    ).toEqual([{ name: "Bo" }]);
  },
);

test("a table of another database is refused by name", async () => {
  await using place = await testDatabase("sqlite");
  await using handle = await opened(place.url);
  const { database: db } = handle;
  const refused = {
    code: "TABLES_OF_OTHER_DIALECT",
    message: expect.stringContaining("PostgreSQL, of which the table native_people"),
  };
  await expect(async () => db.select().from(onPostgres)).rejects.toMatchObject(refused);
  await expect(async () => db.insert(onPostgres).values({ name: "a" })).rejects.toMatchObject(refused);
  await expect(async () => db.delete(onPostgres)).rejects.toMatchObject(refused);
});

test("an app with only such tables says so where the connection string is another's", async () => {
  await using place = await testDatabase("sqlite");
  await using handle = await opened(place.url);
  setCurrentDatabase(handle);
  nameModels({ people: onSqlite });
  expect(() => checkModels()).not.toThrow();
  nameModels({ people: onPostgres });
  expect(() => checkModels()).toThrow(expect.objectContaining({ code: "TABLES_OF_OTHER_DIALECT" }));
  setCurrentDatabase(undefined);
});

test("each way to connect takes its own connection strings only", async () => {
  await expect(connect.postgres("sqlite:x.db")).rejects.toMatchObject({ code: "DATABASE_URL_INVALID" });
  await expect(connect.mysql("postgres://u@h/d")).rejects.toMatchObject({ code: "DATABASE_URL_INVALID" });
  await using place = await testDatabase("mysql");
  await using db = await connect.mysql(place.url);
  expect(db.dialect).toBe("mysql");
});

async function opened(url: string) {
  const handle = await openDatabase(url);
  return Object.assign(handle, { [Symbol.asyncDispose]: () => handle.database.close() });
}
