// Rows that are there already: one spelling, one outcome.
import { describe, expect } from "vitest";
import { excluded, id, integer, model, primaryKey, sql, text, timestamp, unique, uuid } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const stock = model(
  "upsert_stock",
  {
    id: id(),
    sku: text().notNull().unique(),
    code: text().unique(),
    shelf: text(),
    place: integer(),
    amount: integer().notNull().default(0),
  },
  (t) => [unique().on(t.shelf, t.place)],
);
const parts = model(
  "upsert_parts",
  { order: integer().notNull(), line: integer().notNull(), name: text(), changedAt: timestamp() },
  (t) => [primaryKey({ columns: [t.order, t.line] })],
);
const files = model("upsert_files", {
  id: uuid().primaryKey().defaultRandom(),
  path: text().notNull().unique(),
  size: integer(),
});
const models = { stock, parts, files };
const all = { sku: stock.sku, amount: stock.amount };

describe("upserts", () => {
  onEachDatabase(models, "a row that is there is updated, another is added", async (db) => {
    await db.insert(stock).values({ sku: "a", amount: 1 });
    await db
      .insert(stock)
      .values([
        { sku: "a", amount: 5 },
        { sku: "b", amount: 7 },
      ])
      .onConflictDoUpdate({ target: stock.sku, set: { amount: excluded(stock.amount) } });
    expect(await db.select(all).from(stock).orderBy(stock.id)).toEqual([
      { sku: "a", amount: 5 },
      { sku: "b", amount: 7 },
    ]);
  });

  onEachDatabase(models, "what is there and what was refused add up", async (db) => {
    await db.insert(stock).values({ sku: "a", amount: 1 });
    await db
      .insert(stock)
      .values({ sku: "a", amount: 5 })
      .onConflictDoUpdate({ target: stock.sku, set: { amount: sql`${stock.amount} + ${excluded(stock.amount)}` } });
    expect(await db.select(all).from(stock)).toEqual([{ sku: "a", amount: 6 }]);
  });

  onEachDatabase(models, "plain values and NULL are set", async (db) => {
    await db.insert(stock).values({ sku: "a", code: "x", amount: 1 });
    await db
      .insert(stock)
      .values({ sku: "a", amount: 2 })
      .onConflictDoUpdate({ target: stock.sku, set: { amount: 9, code: null } });
    expect(await db.select().from(stock)).toMatchObject([{ sku: "a", code: null, amount: 9 }]);
  });

  onEachDatabase(models, "the target itself is set", async (db) => {
    await db.insert(stock).values({ sku: "a", amount: 1 });
    const rows = await db
      .insert(stock)
      .values({ sku: "a" })
      .onConflictDoUpdate({ target: stock.sku, set: { sku: "z", amount: 3 } })
      .returning();
    expect(rows).toEqual([{ id: 1, sku: "z", code: null, shelf: null, place: null, amount: 3 }]);
    expect(await db.select(all).from(stock)).toEqual([{ sku: "z", amount: 3 }]);
  });

  onEachDatabase(models, "a target of two columns", async (db) => {
    await db.insert(stock).values({ sku: "a", shelf: "s", place: 1 });
    await db
      .insert(stock)
      .values([
        { sku: "b", shelf: "s", place: 1 },
        { sku: "c", shelf: "s", place: 2 },
      ])
      .onConflictDoUpdate({ target: [stock.shelf, stock.place], set: { amount: 4, place: 8 } });
    expect(
      await db.select({ sku: stock.sku, place: stock.place, amount: stock.amount }).from(stock).orderBy(stock.sku),
    ).toEqual([
      { sku: "a", place: 8, amount: 4 },
      { sku: "c", place: 2, amount: 0 },
    ]);
  });

  onEachDatabase(models, "NULL in the target is in nobody's way", async (db) => {
    const add = () =>
      db
        .insert(stock)
        .values({ sku: `s${Math.random()}`, code: null })
        .onConflictDoUpdate({ target: stock.code, set: { amount: 9 } })
        .returning(all);
    expect(await add()).toMatchObject([{ amount: 0 }]);
    expect(await add()).toMatchObject([{ amount: 0 }]);
    expect(await db.$count(stock)).toBe(2);
  });

  onEachDatabase(models, "a key of two columns", async (db) => {
    await db.insert(parts).values({ order: 1, line: 1, name: "old" });
    const rows = await db
      .insert(parts)
      .values([
        { order: 1, line: 2, name: "b" },
        { order: 1, line: 1, name: "a" },
      ])
      .onConflictDoUpdate({ target: [parts.order, parts.line], set: { name: excluded(parts.name) } })
      .returning({ line: parts.line, name: parts.name });
    expect(rows).toEqual([
      { line: 2, name: "b" },
      { line: 1, name: "a" },
    ]);
  });

  onEachDatabase(models, "another unique column than the target is an error", async (db) => {
    await db.insert(stock).values({ sku: "a", code: "x", amount: 1 });
    const upsert = db
      .insert(stock)
      .values({ sku: "b", code: "x", amount: 2 })
      .onConflictDoUpdate({ target: stock.sku, set: { amount: 3 } });
    await expect(upsert).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(await db.select(all).from(stock)).toEqual([{ sku: "a", amount: 1 }]);
  });

  onEachDatabase(models, "the same, where rows are wanted back", async (db) => {
    await db.insert(stock).values({ sku: "a", code: "x", amount: 1 });
    const upsert = db
      .insert(stock)
      .values([{ sku: "c" }, { sku: "b", code: "x", amount: 2 }])
      .onConflictDoUpdate({ target: stock.sku, set: { amount: 3 } })
      .returning();
    await expect(upsert).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(await db.$count(stock)).toBe(1);
  });

  onEachDatabase(models, "rows come back in the order of the values, added and updated ones", async (db) => {
    await db.insert(stock).values([{ sku: "b" }, { sku: "d" }]);
    const rows = await db
      .insert(stock)
      .values(["a", "b", "c", "d"].map((sku) => ({ sku, amount: 2 })))
      .onConflictDoUpdate({ target: stock.sku, set: { amount: 5 } })
      .returning(all);
    expect(rows).toEqual([
      { sku: "a", amount: 2 },
      { sku: "b", amount: 5 },
      { sku: "c", amount: 2 },
      { sku: "d", amount: 5 },
    ]);
  });

  onEachDatabase(models, "one row twice in one upsert is refused", async (db) => {
    const upsert = async () =>
      db
        .insert(stock)
        .values([{ sku: "a" }, { sku: "a", amount: 2 }])
        .onConflictDoUpdate({ target: stock.sku, set: { amount: 1 } });
    await expect(upsert()).rejects.toMatchObject({ code: "UPSERT_TWICE" });
    expect(await db.$count(stock)).toBe(0);
  });

  onEachDatabase(models, "values of an upsert are checked", async (db) => {
    const upsert = async () =>
      db
        .insert(stock)
        .values({ sku: "a" })
        .onConflictDoUpdate({ target: stock.sku, set: { amount: 2 ** 40 } });
    await expect(upsert()).rejects.toMatchObject({ code: "VALUE_INVALID" });
  });

  onEachDatabase(models, "doing nothing keeps what is there", async (db) => {
    await db.insert(stock).values({ sku: "a", amount: 1 });
    await db
      .insert(stock)
      .values([
        { sku: "a", amount: 5 },
        { sku: "b", amount: 7 },
      ])
      .onConflictDoNothing();
    expect(await db.select(all).from(stock).orderBy(stock.sku)).toEqual([
      { sku: "a", amount: 1 },
      { sku: "b", amount: 7 },
    ]);
  });

  onEachDatabase(models, "doing nothing gives back only what was added", async (db) => {
    await db.insert(stock).values({ sku: "b" });
    const rows = await db
      .insert(stock)
      .values(["a", "b", "c"].map((sku) => ({ sku, amount: 2 })))
      .onConflictDoNothing()
      .returning(all);
    expect(rows).toEqual([
      { sku: "a", amount: 2 },
      { sku: "c", amount: 2 },
    ]);
  });

  onEachDatabase(models, "doing nothing twice within one statement", async (db) => {
    const rows = await db
      .insert(stock)
      .values([
        { sku: "a", amount: 1 },
        { sku: "a", amount: 2 },
      ])
      .onConflictDoNothing({ target: stock.sku })
      .returning(all);
    expect(rows).toEqual([{ sku: "a", amount: 1 }]);
  });

  onEachDatabase(models, "doing nothing for one target does not hide another's conflict", async (db) => {
    await db.insert(stock).values({ sku: "a", code: "x" });
    const insert = () => db.insert(stock).values({ sku: "b", code: "x" }).onConflictDoNothing({ target: stock.sku });
    await expect(insert()).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
    await expect(insert().returning()).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
  });

  onEachDatabase(models, "doing nothing does not hide other errors", async (db) => {
    const insert = db
      .insert(stock)
      .values({ sku: sql`null` })
      .onConflictDoNothing();
    await expect(insert).rejects.toMatchObject({ code: "NOT_NULL_VIOLATION" });
  });

  onEachDatabase(models, "keys that are made in this process come back", async (db) => {
    const [first] = await db.insert(files).values({ path: "/a", size: 1 }).returning();
    const rows = await db
      .insert(files)
      .values([
        { path: "/a", size: 2 },
        { path: "/b", size: 3 },
      ])
      .onConflictDoUpdate({ target: files.path, set: { size: excluded(files.size) } })
      .returning();
    expect(rows[0]).toEqual({ id: first?.id, path: "/a", size: 2 });
    expect(rows[1]).toMatchObject({ path: "/b", size: 3 });
    expect(await db.$count(files)).toBe(2);
  });

  onEachDatabase(models, "inside a transaction, undone with it", async (db) => {
    await db.insert(stock).values({ sku: "a", amount: 1 });
    const undone = db.transaction(async (tx) => {
      await tx
        .insert(stock)
        .values({ sku: "a" })
        .onConflictDoUpdate({ target: stock.sku, set: { amount: 9 } })
        .returning();
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await db.select(all).from(stock)).toEqual([{ sku: "a", amount: 1 }]);
  });

  onEachDatabase(models, "ten at once count every one", async (db) => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        db
          .insert(stock)
          .values({ sku: "a", amount: 1 })
          .onConflictDoUpdate({ target: stock.sku, set: { amount: sql`${stock.amount} + 1` } }),
      ),
    );
    expect(await db.select(all).from(stock)).toEqual([{ sku: "a", amount: 10 }]);
  });
});
