// What MySQL cannot do as the others do is refused by name, before anything is written.
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { id, integer, model, text } from "../../../src/entries/orm.ts";
import { setCurrentDatabase } from "../../../src/orm/current-database.ts";
import type { Connection } from "../../../src/orm/database.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { testDatabase } from "../../support/servers/test-database.ts";

const things = model("refused_things", { id: id(), name: text().notNull().unique(), size: integer() });
const loose = model("refused_loose", { name: text().notNull().unique(), size: integer() });

test.each<[string, (db: Connection) => PromiseLike<unknown> | object]>([
  [".from()", (db) => db.update(things).set({ size: 1 }).from(loose)],
  [".fullJoin()", (db) => db.select().from(things).fullJoin(loose, eq(loose.name, things.name))],
  [
    "`setWhere`",
    (db) =>
      db
        .insert(things)
        .values({ name: "a" })
        .onConflictDoUpdate({ target: things.name, set: { size: 1 }, setWhere: sql`true` }),
  ],
  ["an update of the key", (db) => db.update(things).set({ id: 5 }).returning()],
  ["a table without a key", (db) => db.insert(loose).values({ name: "a" }).returning()],
  [
    "keys only the database knows",
    (db) =>
      db
        .insert(things)
        .values({ id: sql`7`, name: "a" })
        .returning(),
  ],
  [
    "a value for its target",
    (db) =>
      db
        .insert(things)
        .values({ id: 7, size: 1 } as never)
        .onConflictDoUpdate({ target: things.name, set: { size: 2 } })
        .returning(),
  ],
])("refuses %s", async (found, query) => {
  await using place = await testDatabase("mysql");
  const handle = await openDatabase(place.url);
  const db = handle.database;
  setCurrentDatabase(handle);
  try {
    const columns = "name varchar(255) not null unique, size int";
    await db.execute(`create table refused_things (id bigint auto_increment primary key, ${columns})`);
    await db.execute(`create table refused_loose (${columns})`);
    await expect(async () => await query(db)).rejects.toMatchObject({
      code: "NOT_PORTABLE",
      message: expect.stringContaining(found),
    });
    expect(await db.$count(things)).toBe(0);
    expect(await db.$count(loose)).toBe(0);
  } finally {
    setCurrentDatabase(undefined);
    await db.close();
  }
});
