import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabaseOn } from "../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../tests/support/servers/test-database.ts";
import type { CellChange, LiveSource } from "../../framework/ports/live-source.ts";
import { reject } from "../../framework/reject.ts";
import { bigint } from "../columns/bigint.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { json } from "../columns/json.ts";
import { longText } from "../columns/long-text.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { createLiveSource } from "./create-live-source.ts";
import { rows } from "./rows.ts";

const cities = model(
  "edit_cities",
  { id: id(), name: text().notNull(), country: text() },
  { display: ["name", "country"] },
);
const shops = model("edit_shops", {
  id: id(),
  name: text({ max: 10 }).notNull(),
  cityId: ref(() => cities.id),
  rent: decimal({ precision: 10, scale: 2 }),
  visitors: bigint(),
  openedAt: timestamp(),
  tags: json<string[]>(),
  story: longText(),
});

const trips = model(
  "edit_trips",
  { id: id(), name: text().notNull(), starts: integer().notNull(), ends: integer().notNull() },
  {
    validate: (trip) => {
      if (trip.ends < trip.starts) throw reject("It ends before it starts.", { field: "ends" });
    },
  },
);

async function fill(): Promise<void> {
  for (const table of [shops, cities, trips]) await db.delete(table);
  await db.insert(cities).values([
    { id: 1, name: "Rome", country: "Italy" },
    { id: 2, name: "Oslo", country: "Norway" },
    { id: 3, name: "Paris" },
  ]);
  await db.insert(shops).values([
    {
      id: 1,
      name: "A",
      cityId: 1,
      rent: "10.50",
      visitors: 2n ** 60n,
      openedAt: new Date(5),
      tags: ["x"],
      story: "s".repeat(2_000),
    },
    { id: 2, name: "B", cityId: 2 },
    { id: 3, name: "C" },
  ]);
  await db.insert(trips).values({ id: 1, name: "A", starts: 3, ends: 5 });
}

const all = () => rows(shops, { edit: ["name", "cityId", "rent", "visitors", "openedAt", "tags", "story"] });

function change(source: LiveSource, query: unknown, cell: Partial<CellChange> & Pick<CellChange, "column">) {
  return source.edit(query, { id: 1, value: null, was: null, ...cell });
}

describe.each(dialectNames)("%s", (dialect) => {
  let opened: Awaited<ReturnType<typeof openDatabaseOn>>;
  let source: LiveSource;
  beforeAll(async () => {
    opened = await openDatabaseOn(dialect, cities, shops, trips);
    source = createLiveSource(opened.handle);
  });
  beforeEach(fill);
  afterAll(() => opened[Symbol.asyncDispose]());

  test.each([
    ["name", "Z", "A", "Z"],
    ["rent", "7", "10.50", "7.00"],
    ["visitors", "12", String(2n ** 60n), "12"],
    ["openedAt", 99, 5, 99],
    ["tags", ["y", "z"], ["x"], ["y", "z"]],
    ["rent", null, "10.50", null],
    ["cityId", 2, [1, "Rome"], [2, "Oslo"]],
    ["cityId", [3, "Paris"], 1, [3, "Paris"]],
  ])("writes %s and answers with the cell as it is now", async (column, value, was, answer) => {
    expect(await change(source, all(), { column, value, was })).toEqual({ type: "ok", value: answer });
    const live = source.open(all(), { sort: [], filter: null, search: "" });
    const [row] = await live.byIds([1]);
    expect(row?.cells).toContainEqual(answer);
  });

  test("a value that somebody else changed is a conflict, with the value that is there", async () => {
    await db.update(shops).set({ name: "other" }).where(eq(shops.id, 1));
    expect(await change(source, all(), { column: "name", value: "mine", was: "A" })).toEqual({
      type: "conflict",
      current: "other",
    });
    expect(await change(source, all(), { id: 3, column: "cityId", value: 1, was: [2, "Oslo"] })).toEqual({
      type: "conflict",
      current: null,
    });
  });

  test("a long value is compared by its hash", async () => {
    const hash = (cell: unknown) => ({ sha256: createHash("sha256").update(JSON.stringify(cell)).digest("hex") });
    const story = "s".repeat(2_000);
    expect(await change(source, all(), { column: "story", value: "new", was: hash("something else") })).toEqual({
      type: "conflict",
      current: story,
    });
    expect(await change(source, all(), { column: "story", value: "new", was: hash(story) })).toEqual({
      type: "ok",
      value: "new",
    });
  });

  test("a row that was deleted, or left the query, is gone and stays as it is", async () => {
    const romans = () =>
      rows(db.select({ name: shops.name, cityId: shops.cityId }).from(shops).where(eq(shops.cityId, 1)), {
        edit: ["name"],
      });
    expect(await change(source, romans(), { id: 2, column: "name", value: "mine", was: "B" })).toEqual({
      type: "gone",
    });
    await db.delete(shops).where(eq(shops.id, 1));
    expect(await change(source, romans(), { column: "name", value: "mine", was: "A" })).toEqual({ type: "gone" });
    expect(await db.select({ name: shops.name }).from(shops).orderBy(shops.id)).toEqual([{ name: "B" }, { name: "C" }]);
  });

  test("a column of a joined table is edited in its own row", async () => {
    const query = rows(
      db.select({ shop: shops.name, city: cities.name }).from(shops).innerJoin(cities, eq(cities.id, shops.cityId)),
      { edit: ["city"] as never },
    );
    expect(await change(source, query, { id: 2, column: "city", value: "Bergen", was: "Oslo" })).toEqual({
      type: "ok",
      value: "Bergen",
    });
    expect((await db.select().from(cities).orderBy(cities.id)).map((city) => city.name)).toEqual([
      "Rome",
      "Bergen",
      "Paris",
    ]);
  });

  test.each([
    ["name", "longer than ten", "A"],
    ["name", null, "A"],
    ["name", 5, "A"],
    ["rent", "many", "10.50"],
    ["visitors", "1.5", "1"],
  ])("what the model does not take is refused: %s = %j", async (column, value, was) => {
    await expect(change(source, all(), { column, value, was })).rejects.toMatchObject({ code: "VALUE_INVALID" });
  });

  test("an edit that breaks the rule over its row is refused with the rule's words, and nothing is written", async () => {
    // The rule reads a column that the query does not show.
    const query = () => rows(db.select({ id: trips.id, ends: trips.ends }).from(trips), { edit: ["ends"] });
    const edit = (value: number) => change(source, query(), { column: "ends", value, was: 5 });
    await expect(edit(2)).rejects.toMatchObject({ message: "It ends before it starts.", field: "ends" });
    expect((await db.select().from(trips)).map(({ ends }) => ends)).toEqual([5]);
    expect(await edit(3)).toEqual({ type: "ok", value: 3 });
  });

  test("an edit that names a row that does not exist says so", async () => {
    await expect(change(source, all(), { column: "cityId", value: 77, was: [1, "Rome"] })).rejects.toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
    });
  });

  test("looks up what a reference may point to by both of its display columns, in pages", async () => {
    const ask = (more: object) => source.lookup(all(), { column: "cityId", search: "", from: 0, count: 10, ...more });
    expect(await ask({ count: 2 })).toEqual({
      choices: [
        { value: 2, label: "Oslo", detail: "Norway" },
        { value: 3, label: "Paris" },
      ],
      total: { count: 3, is: "exact" },
    });
    expect((await ask({ from: 2 })).choices).toEqual([{ value: 1, label: "Rome", detail: "Italy" }]);
    expect((await ask({ search: "ITA" })).choices.map(({ label }) => label)).toEqual(["Rome"]);
    expect((await ask({ key: 3 })).choices).toEqual([{ value: 3, label: "Paris" }]);
    expect((await ask({ key: 99 })).choices).toEqual([]);
  });

  test("gives the distinct values of a column, a reference's with their names", async () => {
    const ask = (column: string, search = "") => source.values(all(), { column, search, from: 0, count: 10 });
    expect((await ask("name")).choices.map(({ value }) => value)).toEqual(["A", "B", "C"]);
    expect((await ask("cityId")).choices).toEqual([
      { value: null, label: "" },
      { value: 2, label: "Oslo" },
      { value: 1, label: "Rome" },
    ]);
    expect((await ask("cityId", "ro")).choices).toEqual([{ value: 1, label: "Rome" }]);
  });
});
