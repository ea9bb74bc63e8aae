// What a write gives back: the rows as they are after it, a deletion's as they were.
import { describe, expect } from "vitest";
import {
  eq,
  gt,
  id,
  inArray,
  integer,
  json,
  model,
  ne,
  primaryKey,
  ref,
  sql,
  text,
  timestamp,
  uuid,
} from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const boxes = model("returning_boxes", {
  id: id(),
  name: text().notNull(),
  size: integer().notNull().default(3),
  tags: json<string[]>(),
  madeAt: timestamp().notNull().defaultNow(),
});
const things = model("returning_things", {
  id: uuid().primaryKey().defaultRandom(),
  boxId: ref(() => boxes.id, { onDelete: "cascade" }),
  name: text(),
});
const places = model("returning_places", { row: integer().notNull(), seat: text().notNull(), guest: text() }, (t) => [
  primaryKey({ columns: [t.row, t.seat] }),
]);
const models = { boxes, things, places };

describe("returning", () => {
  onEachDatabase(models, "an inserted row with its number and its defaults", async (db) => {
    const [row] = await db
      .insert(boxes)
      .values({ name: "a", tags: ["x"] })
      .returning();
    expect(row).toEqual({ id: 1, name: "a", size: 3, tags: ["x"], madeAt: expect.any(Date) });
  });

  onEachDatabase(models, "many inserted rows in their order", async (db) => {
    const names = Array.from({ length: 500 }, (_, at) => `n${(at * 7919) % 500}`);
    const rows = await db
      .insert(boxes)
      .values(names.map((name) => ({ name })))
      .returning({ id: boxes.id, name: boxes.name });
    expect(rows).toEqual(names.map((name, at) => ({ id: at + 1, name })));
  });

  onEachDatabase(models, "only the fields that are asked for, also expressions", async (db) => {
    const rows = await db
      .insert(boxes)
      .values({ name: "a" })
      .returning({ name: boxes.name, twice: sql<number>`${boxes.size} * 2`.mapWith(Number) });
    expect(rows).toEqual([{ name: "a", twice: 6 }]);
  });

  onEachDatabase(models, "explicit numbers, and the next one counts on behind them", async (db) => {
    const rows = await db
      .insert(boxes)
      .values([
        { id: 100, name: "a" },
        { id: 7, name: "b" },
      ])
      .returning({ id: boxes.id });
    expect(rows).toEqual([{ id: 100 }, { id: 7 }]);
    expect(await db.insert(boxes).values({ name: "c" }).returning({ id: boxes.id })).toEqual([{ id: 101 }]);
  });

  onEachDatabase(models, "explicit numbers beside counted ones", async (db) => {
    const rows = await db
      .insert(boxes)
      .values([{ name: "a" }, { id: 50, name: "b" }, { name: "c" }])
      .returning({ name: boxes.name });
    expect(rows).toEqual([{ name: "a" }, { name: "b" }, { name: "c" }]);
  });

  onEachDatabase(models, "the number of a deleted row is not given again", async (db) => {
    await db.insert(boxes).values([{ name: "a" }, { name: "b" }]);
    await db.delete(boxes).where(eq(boxes.id, 2));
    expect(await db.insert(boxes).values({ name: "c" }).returning({ id: boxes.id })).toEqual([{ id: 3 }]);
  });

  onEachDatabase(models, "keys that are made in this process", async (db) => {
    const rows = await db
      .insert(things)
      .values([{ name: "a" }, { name: "b" }])
      .returning();
    expect(rows.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(new Set(rows.map((row) => row.id)).size).toBe(2);
  });

  onEachDatabase(models, "keys of two columns", async (db) => {
    const rows = await db
      .insert(places)
      .values([
        { row: 2, seat: "b" },
        { row: 1, seat: "a" },
      ])
      .returning();
    expect(rows).toEqual([
      { row: 2, seat: "b", guest: null },
      { row: 1, seat: "a", guest: null },
    ]);
    const changed = await db.update(places).set({ guest: "ann" }).where(eq(places.seat, "a")).returning();
    expect(changed).toEqual([{ row: 1, seat: "a", guest: "ann" }]);
  });

  onEachDatabase(models, "updated rows as they are now", async (db) => {
    await db.insert(boxes).values([{ name: "a" }, { name: "b" }, { name: "c" }]);
    const rows = await db
      .update(boxes)
      .set({ size: sql`${boxes.size} + ${boxes.id}` })
      .where(gt(boxes.id, 1))
      .returning({ name: boxes.name, size: boxes.size });
    expect(rows.toSorted((one, two) => one.size - two.size)).toEqual([
      { name: "b", size: 5 },
      { name: "c", size: 6 },
    ]);
  });

  onEachDatabase(models, "updated rows that no longer fit the condition", async (db) => {
    await db.insert(boxes).values({ name: "a" });
    const rows = await db.update(boxes).set({ name: "b" }).where(eq(boxes.name, "a")).returning({ name: boxes.name });
    expect(rows).toEqual([{ name: "b" }]);
  });

  onEachDatabase(models, "no row fits: nothing", async (db) => {
    expect(await db.update(boxes).set({ name: "b" }).where(eq(boxes.id, 9)).returning()).toEqual([]);
    expect(await db.delete(boxes).where(eq(boxes.id, 9)).returning()).toEqual([]);
  });

  onEachDatabase(models, "deleted rows as they were", async (db) => {
    await db.insert(boxes).values([{ name: "a" }, { name: "b" }]);
    const rows = await db.delete(boxes).where(ne(boxes.name, "b")).returning({ id: boxes.id, name: boxes.name });
    expect(rows).toEqual([{ id: 1, name: "a" }]);
    expect(await db.$count(boxes)).toBe(1);
  });

  onEachDatabase(models, "a deletion takes along what points to it, and gives back its own rows", async (db) => {
    await db.insert(boxes).values({ name: "a" });
    await db.insert(things).values([{ boxId: 1 }, { boxId: 1 }]);
    expect(await db.delete(boxes).returning({ name: boxes.name })).toEqual([{ name: "a" }]);
    expect(await db.$count(things)).toBe(0);
  });

  onEachDatabase(models, "without it, how many rows were written", async (db) => {
    expect(await db.insert(boxes).values([{ name: "a" }, { name: "b" }])).toEqual({ rowCount: 2 });
    expect(await db.update(boxes).set({ size: 3 })).toEqual({ rowCount: 2 });
    expect(await db.delete(boxes).where(inArray(boxes.id, [1, 5]))).toEqual({ rowCount: 1 });
  });

  onEachDatabase(models, "rows of an insert that a select gives are counted", async (db) => {
    await db.insert(boxes).values([{ name: "a" }, { name: "b" }]);
    const copied = await db
      .insert(places)
      .select(db.select({ row: boxes.size, seat: boxes.name, guest: sql<string>`'x'`.as("guest") }).from(boxes));
    expect(copied).toEqual({ rowCount: 2 });
    expect(await db.select().from(places).orderBy(places.seat)).toEqual([
      { row: 3, seat: "a", guest: "x" },
      { row: 3, seat: "b", guest: "x" },
    ]);
  });

  onEachDatabase(models, "twenty inserts at once each get their own rows", async (db) => {
    const rows = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        db
          .insert(boxes)
          .values([{ name: `${at}` }, { name: `${at}+` }])
          .returning({ id: boxes.id, name: boxes.name }),
      ),
    );
    expect(rows.map((pair) => pair.map(({ name }) => name))).toEqual(
      Array.from({ length: 20 }, (_, at) => [`${at}`, `${at}+`]),
    );
    expect(new Set(rows.flat().map((row) => row.id)).size).toBe(40);
  });
});
