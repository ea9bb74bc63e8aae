import { describe, expect } from "vitest";
import { asc, between, decimal, eq, gt, id, inArray, max, model, sql, sum } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const prices = model("decimal_prices", {
  id: id(),
  money: decimal({ precision: 15, scale: 2 }),
  exact: decimal({ precision: 15, scale: 15 }),
  whole: decimal({ precision: 10, scale: 0 }),
});
const models = { prices };
const money = { money: prices.money };

describe("decimals", () => {
  onEachDatabase(models, "are texts with their fixed number of digits", async (db) => {
    await db
      .insert(prices)
      .values([{ money: "1" }, { money: "1.5" }, { money: "01.50" }, { money: "-0" }, { money: ".5" }]);
    const rows = await db.select(money).from(prices).orderBy(prices.id);
    expect(rows.map((row) => row.money)).toEqual(["1.00", "1.50", "1.50", "0.00", "0.50"]);
  });

  onEachDatabase(models, "keep fifteen digits, before and behind the point", async (db) => {
    const row = { money: "-9999999999999.99", exact: "0.123456789012345", whole: "9999999999" };
    await db.insert(prices).values(row);
    expect(await db.select().from(prices)).toEqual([{ id: 1, ...row }]);
  });

  for (const [name, value] of [
    ["a digit too many behind the point", "1.005"],
    ["digits too many before it", "10000000000000.00"],
    ["no number", "abc"],
    ["an exponent", "1e3"],
    ["a comma", "1,5"],
    ["nothing", ""],
  ] as const)
    onEachDatabase(models, `refuse ${name}`, async (db) => {
      const insert = async () => db.insert(prices).values({ money: value });
      await expect(insert()).rejects.toMatchObject({ code: "VALUE_INVALID", field: "money" });
    });

  onEachDatabase(models, "are ordered and compared as numbers", async (db) => {
    await db.insert(prices).values(["10.00", "9.00", "-1.00", "100.00"].map((value) => ({ money: value })));
    const rows = await db.select(money).from(prices).orderBy(asc(prices.money));
    expect(rows.map((row) => row.money)).toEqual(["-1.00", "9.00", "10.00", "100.00"]);
    expect(await db.$count(prices, gt(prices.money, "9.5"))).toBe(2);
    expect(await db.$count(prices, between(prices.money, "9", "10"))).toBe(2);
  });

  onEachDatabase(models, "are found by any way to write them", async (db) => {
    await db.insert(prices).values([{ money: "0.10" }, { money: "0.30" }]);
    expect(await db.$count(prices, eq(prices.money, "0.1"))).toBe(1);
    expect(await db.$count(prices, inArray(prices.money, ["0.3", "00.100"]))).toBe(2);
  });

  onEachDatabase(models, "are reckoned with in the database", async (db) => {
    await db.insert(prices).values([{ money: "0.10" }, { money: "0.20" }]);
    await db.update(prices).set({ money: sql`${prices.money} + 0.05` });
    expect(await db.select(money).from(prices).orderBy(prices.id)).toEqual([{ money: "0.15" }, { money: "0.25" }]);
    expect(await db.select({ sum: sum(prices.money), max: max(prices.money) }).from(prices)).toEqual([
      { sum: "0.40", max: "0.25" },
    ]);
  });
});
