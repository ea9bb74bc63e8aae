import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import { bigint } from "../columns/bigint.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { avg } from "./avg.ts";
import { contains } from "./contains.ts";
import { ilike } from "./ilike.ts";
import { max } from "./max.ts";
import { min } from "./min.ts";
import { sum } from "./sum.ts";

const lines = model("function_lines", {
  id: id(),
  name: text().notNull(),
  price: decimal({ precision: 12, scale: 2 }),
  amount: integer(),
  big: bigint(),
  at: timestamp(),
});

test("sums, averages and compares in the types of the columns", async () => {
  await using _ = await openTestDatabase(lines);
  const shape = {
    price: sum(lines.price),
    average: avg(lines.price),
    amount: sum(lines.amount),
    mean: avg(lines.amount),
    big: sum(lines.big),
    first: min(lines.at),
    last: max(lines.price),
  };
  const none = { price: null, average: null, amount: null, mean: null, big: null, first: null, last: null };
  expect(await db.select(shape).from(lines)).toEqual([none]);
  await db.insert(lines).values([
    { name: "a", price: "10.10", amount: 1, big: 2n ** 60n, at: new Date(5) },
    { name: "b", price: "20.20", amount: 2, big: 1n, at: new Date(3) },
  ]);
  expect(await db.select(shape).from(lines)).toEqual([
    {
      price: "30.30",
      average: "15.150000",
      amount: 3,
      mean: 1.5,
      big: 2n ** 60n + 1n,
      first: new Date(3),
      last: "20.20",
    },
  ]);
});

test.each([
  ["STRASSE", ["Straße", "Strasse 7"].slice(1)],
  ["é", ["Café É"]],
  ["100%", ["100% sure"]],
  ["_", []],
  ["", ["Straße", "Strasse 7", "Café É", "100% sure"]],
])("finds text that contains %j", async (part, found) => {
  await using _ = await openTestDatabase(lines);
  await db.insert(lines).values(["Straße", "Strasse 7", "Café É", "100% sure"].map((name) => ({ name })));
  const rows = await db.select().from(lines).where(contains(lines.name, part)).orderBy(lines.id);
  expect(rows.map((row) => row.name)).toEqual(found);
});

test("fits patterns without regard to case", async () => {
  await using _ = await openTestDatabase(lines);
  await db.insert(lines).values([{ name: "Éclair" }, { name: "éclat" }, { name: "100%" }]);
  const named = async (pattern: string): Promise<string[]> =>
    (await db.select().from(lines).where(ilike(lines.name, pattern))).map((row) => row.name);
  expect(await named("ÉCL%")).toEqual(["Éclair", "éclat"]);
  expect(await named("100!%")).toEqual(["100%"]);
});
