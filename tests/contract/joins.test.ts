// Joins, subqueries, unions and what else a select can say.
import { describe, expect } from "vitest";
import {
  alias,
  and,
  count,
  decimal,
  desc,
  eq,
  except,
  exists,
  gt,
  id,
  inArray,
  integer,
  intersect,
  isNull,
  model,
  notExists,
  notInArray,
  ref,
  sql,
  sum,
  text,
  timestamp,
  union,
} from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const people = model("join_people", { id: id(), name: text().notNull(), bossId: ref("join_people"), at: timestamp() });
const orders = model("join_orders", {
  id: id(),
  personId: ref(() => people.id),
  total: decimal({ precision: 10, scale: 2 }).notNull(),
  size: integer(),
});
const models = { people, orders };
type Db = Parameters<Parameters<typeof onEachDatabase>[2]>[0];

async function fill(db: Db): Promise<void> {
  await db.insert(people).values([
    { name: "ann", at: new Date(1) },
    { name: "bob", bossId: 1 },
    { name: "cid", bossId: 1 },
    { name: "dan", bossId: 2 },
  ]);
  await db.insert(orders).values([
    { personId: 1, total: "10.00", size: 1 },
    { personId: 1, total: "20.00", size: 2 },
    { personId: 2, total: "5.00" },
    { personId: null, total: "1.00", size: 4 },
  ]);
}

const names = (rows: readonly { readonly name: string }[]): string[] => rows.map(({ name }) => name);

describe("joins", () => {
  onEachDatabase(models, "an inner join gives whole rows of both tables", async (db) => {
    await fill(db);
    const rows = await db.select().from(orders).innerJoin(people, eq(people.id, orders.personId)).orderBy(orders.id);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      join_orders: { id: 1, personId: 1, total: "10.00", size: 1 },
      join_people: { id: 1, name: "ann", bossId: null, at: new Date(1) },
    });
  });

  onEachDatabase(models, "a left join gives null where there is no row", async (db) => {
    await fill(db);
    const rows = await db.select().from(orders).leftJoin(people, eq(people.id, orders.personId)).orderBy(orders.id);
    expect(rows.at(-1)).toEqual({
      join_orders: { id: 4, personId: null, total: "1.00", size: 4 },
      join_people: null,
    });
  });

  onEachDatabase(models, "fields of both, grouped under names", async (db) => {
    await fill(db);
    const rows = await db
      .select({ total: orders.total, who: { name: people.name, at: people.at } })
      .from(orders)
      .leftJoin(people, eq(people.id, orders.personId))
      .orderBy(orders.id);
    expect(rows.slice(2)).toEqual([
      { total: "5.00", who: { name: "bob", at: null } },
      { total: "1.00", who: null },
    ]);
  });

  onEachDatabase(models, "a table with itself", async (db) => {
    await fill(db);
    const boss = alias(people, "boss");
    const rows = await db
      .select({ name: people.name, boss: boss.name })
      .from(people)
      .leftJoin(boss, eq(boss.id, people.bossId))
      .orderBy(people.id);
    expect(rows.map((row) => row.boss)).toEqual([null, "ann", "ann", "bob"]);
  });

  onEachDatabase(models, "a right join, and a cross join", async (db) => {
    await fill(db);
    const right = await db
      .select({ name: people.name, total: orders.total })
      .from(orders)
      .rightJoin(people, eq(people.id, orders.personId))
      .orderBy(people.id, orders.id);
    expect(right.map(({ total }) => total)).toEqual(["10.00", "20.00", "5.00", null, null]);
    expect(await db.select({ one: people.id, two: orders.id }).from(people).crossJoin(orders)).toHaveLength(16);
  });

  onEachDatabase(models, "a subquery with sums", async (db) => {
    await fill(db);
    const totals = db
      .select({ personId: orders.personId, total: sum(orders.total).as("total"), all: count().as("all") })
      .from(orders)
      .groupBy(orders.personId)
      .as("totals");
    const rows = await db
      .select({ name: people.name, total: totals.total, all: totals.all })
      .from(people)
      .innerJoin(totals, eq(totals.personId, people.id))
      .orderBy(desc(totals.total));
    expect(rows).toEqual([
      { name: "ann", total: "30.00", all: 2 },
      { name: "bob", total: "5.00", all: 1 },
    ]);
  });

  onEachDatabase(models, "WITH, used twice", async (db) => {
    await fill(db);
    const big = db.$with("big").as(db.select().from(orders).where(gt(orders.total, "4.00")));
    const rows = await db
      .with(big)
      .select({ name: people.name })
      .from(people)
      .where(inArray(people.id, db.select({ id: big.personId }).from(big)))
      .orderBy(people.id);
    expect(names(rows)).toEqual(["ann", "bob"]);
  });

  onEachDatabase(models, "rows for which there are others, or none", async (db) => {
    await fill(db);
    const own = db
      .select({ one: sql`1` })
      .from(orders)
      .where(eq(orders.personId, people.id));
    expect(names(await db.select().from(people).where(exists(own)).orderBy(people.id))).toEqual(["ann", "bob"]);
    expect(names(await db.select().from(people).where(notExists(own)).orderBy(people.id))).toEqual(["cid", "dan"]);
  });

  onEachDatabase(models, "in a list, in none, in a subquery", async (db) => {
    await fill(db);
    expect(await db.$count(people, inArray(people.name, ["ann", "dan", "x"]))).toBe(2);
    expect(await db.$count(people, notInArray(people.id, [1]))).toBe(3);
    const bosses = db
      .select({ id: people.bossId })
      .from(people)
      .where(sql`${people.bossId} is not null`);
    expect(names(await db.select().from(people).where(inArray(people.id, bosses)).orderBy(people.id))).toEqual([
      "ann",
      "bob",
    ]);
  });

  onEachDatabase(models, "union, intersect and except", async (db) => {
    await fill(db);
    const all = () => db.select({ id: people.id }).from(people);
    const ordering = () =>
      db
        .select({ id: orders.personId })
        .from(orders)
        .where(sql`${orders.personId} is not null`);
    const ids = (rows: readonly { readonly id: number | null }[]) => rows.map((row) => row.id);
    expect(ids(await union(all(), ordering() as never).orderBy(people.id))).toEqual([1, 2, 3, 4]);
    expect(ids(await intersect(all(), ordering() as never).orderBy(people.id))).toEqual([1, 2]);
    expect(ids(await except(all(), ordering() as never).orderBy(people.id))).toEqual([3, 4]);
  });

  onEachDatabase(models, "a count of a condition, of rows, of another table for each row", async (db) => {
    await fill(db);
    expect(await db.$count(people, isNull(people.bossId))).toBe(1);
    const rows = await db
      .select({ name: people.name, orders: db.$count(orders, eq(orders.personId, people.id)) })
      .from(people)
      .orderBy(people.id);
    expect(rows.map((row) => Number(row.orders))).toEqual([2, 1, 0, 0]);
  });

  onEachDatabase(models, "pages", async (db) => {
    await fill(db);
    const page = (at: number) => db.select().from(people).orderBy(people.name).limit(2).offset(at);
    expect(names(await page(0))).toEqual(["ann", "bob"]);
    expect(names(await page(2))).toEqual(["cid", "dan"]);
    expect(names(await page(4))).toEqual([]);
  });

  onEachDatabase(models, "a query that is put together bit by bit", async (db) => {
    await fill(db);
    const query = db.select({ name: people.name }).from(people).$dynamic();
    const rows = await query
      .where(and(gt(people.id, 1), undefined))
      .orderBy(desc(people.id))
      .limit(1);
    expect(rows).toEqual([{ name: "dan" }]);
  });

  onEachDatabase(models, "window functions and CASE", async (db) => {
    await fill(db);
    const rows = await db
      .select({
        id: orders.id,
        place: sql<number>`row_number() over (order by ${orders.total} desc)`.mapWith(Number),
        size: sql<string>`case when ${orders.size} > 1 then 'big' when ${orders.size} is null then 'none' else 'small' end`,
      })
      .from(orders)
      .orderBy(orders.id);
    expect(rows).toEqual([
      { id: 1, place: 2, size: "small" },
      { id: 2, place: 1, size: "big" },
      { id: 3, place: 3, size: "none" },
      { id: 4, place: 4, size: "big" },
    ]);
  });

  onEachDatabase(models, "an update and a deletion by a subquery", async (db) => {
    await fill(db);
    const anns = db.select({ id: people.id }).from(people).where(eq(people.name, "ann"));
    await db.update(orders).set({ size: 9 }).where(inArray(orders.personId, anns));
    await db.delete(orders).where(notInArray(orders.personId, anns));
    expect(await db.select({ size: orders.size }).from(orders).orderBy(orders.id)).toEqual([
      { size: 9 },
      { size: 9 },
      { size: 4 },
    ]);
  });
});
