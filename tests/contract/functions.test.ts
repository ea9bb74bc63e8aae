// contains, ilike, sum, avg, min, max: one spelling, one answer.
import { describe, expect } from "vitest";
import {
  and,
  avg,
  bigint,
  boolean,
  bytes,
  contains,
  count,
  countDistinct,
  date,
  decimal,
  eq,
  id,
  ilike,
  integer,
  json,
  max,
  min,
  model,
  oneOf,
  or,
  real,
  sql,
  sum,
  text,
  timestamp,
  uuid,
} from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const lines = model("function_lines", {
  id: id(),
  name: text(),
  price: decimal({ precision: 12, scale: 2 }),
  amount: integer(),
  weight: real(),
  big: bigint(),
  at: timestamp(),
  day: date(),
  token: uuid(),
  done: boolean(),
  stage: oneOf("a", "b"),
  data: json(),
  file: bytes(),
});
const models = { lines };

const names = [
  "Straße",
  "Strasse 7",
  "Café É",
  "100% sure",
  "a_b",
  "a!b",
  "back\\slash",
  "it's",
  "çÇ",
  "日本語",
  "😀 ok",
];

describe("functions", () => {
  for (const [part, found] of [
    ["STRASSE", ["Strasse 7"]],
    ["straße", ["Straße"]],
    ["É", ["Café É"]],
    ["fé é", ["Café É"]],
    ["100%", ["100% sure"]],
    ["%", ["100% sure"]],
    ["_", ["a_b"]],
    ["!", ["a!b"]],
    ["\\", ["back\\slash"]],
    ["'", ["it's"]],
    ["Ç", ["çÇ"]],
    ["本", ["日本語"]],
    ["😀", ["😀 ok"]],
    ["none", []],
  ] as const)
    onEachDatabase(models, `contains ${JSON.stringify(part)}`, async (db) => {
      await db.insert(lines).values(names.map((name) => ({ name })));
      const rows = await db.select().from(lines).where(contains(lines.name, part)).orderBy(lines.id);
      expect(rows.map(({ name }) => name)).toEqual(found);
    });

  onEachDatabase(models, "an empty text is no condition", async (db) => {
    await db.insert(lines).values([{ name: "a" }, { name: null }]);
    expect(await db.select().from(lines).where(contains(lines.name, ""))).toHaveLength(2);
    expect(
      await db
        .select()
        .from(lines)
        .where(and(contains(lines.name, ""), eq(lines.name, "a"))),
    ).toHaveLength(1);
  });

  onEachDatabase(models, "contains takes an expression", async (db) => {
    await db.insert(lines).values([
      { name: "x", stage: "a" },
      { name: "y", stage: "b" },
    ]);
    const joined = sql<string>`${lines.name} || '-' || ${lines.stage}`;
    expect(await db.select({ name: lines.name }).from(lines).where(contains(joined, "Y-B"))).toEqual([{ name: "y" }]);
  });

  for (const [pattern, found] of [
    ["stra%", ["Straße", "Strasse 7"]],
    ["%É", ["Café É"]],
    ["100!%%", ["100% sure"]],
    ["a!_b", ["a_b"]],
    ["a_b", ["a_b", "a!b"]],
    ["a!!b", ["a!b"]],
    ["BACK\\SLASH", ["back\\slash"]],
    ["ÇÇ", ["çÇ"]],
    ["日__", ["日本語"]],
  ] as const)
    onEachDatabase(models, `ilike ${JSON.stringify(pattern)}`, async (db) => {
      await db.insert(lines).values(names.map((name) => ({ name })));
      const rows = await db.select().from(lines).where(ilike(lines.name, pattern)).orderBy(lines.id);
      expect(rows.map(({ name }) => name)).toEqual(found);
    });

  onEachDatabase(models, "ilike finds no NULL, and can be negated and joined", async (db) => {
    await db.insert(lines).values([{ name: null }, { name: "B" }, { name: "c" }]);
    const either = or(ilike(lines.name, "b"), ilike(lines.name, "C"));
    expect(await db.select({ name: lines.name }).from(lines).where(either).orderBy(lines.id)).toEqual([
      { name: "B" },
      { name: "c" },
    ]);
  });

  onEachDatabase(models, "sums are of the column's type", async (db) => {
    await db.insert(lines).values([
      { price: "10.10", amount: 1, weight: 0.5, big: 2n ** 60n },
      { price: "20.20", amount: 2, weight: 0.25, big: 1n },
      { price: null, amount: null, weight: null, big: null },
    ]);
    const shape = {
      price: sum(lines.price),
      amount: sum(lines.amount),
      weight: sum(lines.weight),
      big: sum(lines.big),
    };
    expect(await db.select(shape).from(lines)).toEqual([
      { price: "30.30", amount: 3, weight: 0.75, big: 2n ** 60n + 1n },
    ]);
  });

  onEachDatabase(models, "a sum of decimals has no noise", async (db) => {
    await db.insert(lines).values(Array.from({ length: 500 }, () => ({ price: "0.10" })));
    await db.insert(lines).values([{ price: "-9999999999.99" }, { price: "0.01" }]);
    expect(await db.select({ price: sum(lines.price) }).from(lines)).toEqual([{ price: "-9999999949.98" }]);
  });

  onEachDatabase(models, "a sum of whole numbers beyond 32 bits is exact", async (db) => {
    await db.insert(lines).values([{ amount: 2_147_483_647 }, { amount: 2_147_483_647 }]);
    expect(await db.select({ amount: sum(lines.amount) }).from(lines)).toEqual([{ amount: 4_294_967_294 }]);
  });

  onEachDatabase(models, "sums of expressions are numbers", async (db) => {
    await db.insert(lines).values([
      { price: "1.50", amount: 2 },
      { price: "0.25", amount: 4 },
    ]);
    expect(await db.select({ total: sum(sql`${lines.price} * ${lines.amount}`) }).from(lines)).toEqual([{ total: 4 }]);
  });

  onEachDatabase(models, "averages: four digits more for decimals, else numbers", async (db) => {
    await db.insert(lines).values([
      { price: "10.10", amount: 1, weight: 1 },
      { price: "20.25", amount: 2, weight: 2 },
    ]);
    const shape = { price: avg(lines.price), amount: avg(lines.amount), weight: avg(lines.weight) };
    expect(await db.select(shape).from(lines)).toEqual([{ price: "15.175000", amount: 1.5, weight: 1.5 }]);
  });

  onEachDatabase(models, "an average that never ends is cut at the same digit", async (db) => {
    await db.insert(lines).values([{ price: "1.00" }, { price: "0.00" }, { price: "1.00" }]);
    expect(await db.select({ price: avg(lines.price) }).from(lines)).toEqual([{ price: "0.666667" }]);
  });

  onEachDatabase(models, "of no rows everything is null, and the count 0", async (db) => {
    const shape = {
      sum: sum(lines.price),
      big: sum(lines.big),
      avg: avg(lines.price),
      mean: avg(lines.amount),
      min: min(lines.at),
      max: max(lines.done),
      token: min(lines.token),
      count: count(),
    };
    expect(await db.select(shape).from(lines)).toEqual([
      { sum: null, big: null, avg: null, mean: null, min: null, max: null, token: null, count: 0 },
    ]);
  });

  onEachDatabase(models, "the least and the greatest, of every kind that has an order", async (db) => {
    await db.insert(lines).values([
      {
        name: "b",
        price: "2.00",
        amount: 10,
        weight: 1.5,
        big: 2n ** 62n,
        at: new Date(5),
        day: "2024-02-29",
        token: "ffffffff-0000-4000-8000-000000000000",
        done: true,
        stage: "b",
      },
      {
        name: "a",
        price: "10.00",
        amount: 9,
        weight: -1.5,
        big: -(2n ** 62n),
        at: new Date(3),
        day: "2024-03-01",
        token: "00000000-0000-4000-8000-000000000000",
        done: false,
        stage: "a",
      },
      {},
    ]);
    expect(
      await db
        .select({
          name: min(lines.name),
          price: min(lines.price),
          amount: min(lines.amount),
          weight: min(lines.weight),
          big: min(lines.big),
          at: min(lines.at),
          day: min(lines.day),
          token: min(lines.token),
          done: min(lines.done),
          stage: min(lines.stage),
        })
        .from(lines),
    ).toEqual([
      {
        name: "a",
        price: "2.00",
        amount: 9,
        weight: -1.5,
        big: -(2n ** 62n),
        at: new Date(3),
        day: "2024-02-29",
        token: "00000000-0000-4000-8000-000000000000",
        done: false,
        stage: "a",
      },
    ]);
    expect(
      await db
        .select({ price: max(lines.price), big: max(lines.big), at: max(lines.at), done: max(lines.done) })
        .from(lines),
    ).toEqual([{ price: "10.00", big: 2n ** 62n, at: new Date(5), done: true }]);
  });

  onEachDatabase(models, "bytes and JSON have no order", async () => {
    expect(() => min(lines.data)).toThrow(expect.objectContaining({ code: "NOT_PORTABLE" }));
    expect(() => max(lines.file)).toThrow(expect.objectContaining({ code: "NOT_PORTABLE" }));
  });

  onEachDatabase(models, "groups, having and counts of different values", async (db) => {
    await db.insert(lines).values([
      { stage: "a", amount: 1 },
      { stage: "a", amount: 1 },
      { stage: "b", amount: 5 },
      { stage: null, amount: 7 },
    ]);
    const total = sum(lines.amount);
    const rows = await db
      .select({ stage: lines.stage, total, different: countDistinct(lines.amount) })
      .from(lines)
      .groupBy(lines.stage)
      .having(sql`${total} < 6`)
      .orderBy(lines.stage);
    expect(rows).toEqual([
      { stage: "a", total: 2, different: 1 },
      { stage: "b", total: 5, different: 1 },
    ]);
  });
});
