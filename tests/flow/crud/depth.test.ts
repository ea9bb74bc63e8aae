// Composite keys, children of a row, many-to-many, and what is done to all rows of a filter, on each database.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { crud } from "../../../src/crud/crud.ts";
import { formOfState } from "../../../src/crud/form-of-state.ts";
import { id } from "../../../src/orm/columns/id.ts";
import { integer } from "../../../src/orm/columns/integer.ts";
import { ref } from "../../../src/orm/columns/ref.ts";
import { text } from "../../../src/orm/columns/text.ts";
import { primaryKey } from "../../../src/orm/constraints/primary-key.ts";
import { db } from "../../../src/orm/db.ts";
import { model } from "../../../src/orm/define-model.ts";
import { openTab } from "../../../src/testing/open-tab.ts";
import { testApp } from "../../../src/testing/test-app.ts";
import type { TestApp } from "../../../src/testing/testing-app.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";

const buyers = model("depth_buyers", {
  id: id(),
  name: text().notNull(),
  status: text().notNull().default("open"),
  taxId: text().secret(),
});
const tags = model("depth_tags", { id: id(), name: text().notNull().unique() });
const sales = model("depth_sales", {
  id: id(),
  buyerId: ref(() => buyers.id, { onDelete: "cascade" }).notNull(),
  note: text({ max: 10 }),
  amount: integer().notNull().default(1),
});
const buyerTags = model(
  "depth_buyer_tags",
  {
    buyerId: ref(() => buyers.id, { onDelete: "cascade" }).notNull(),
    tagId: ref(() => tags.id).notNull(),
  },
  (t) => [primaryKey({ columns: [t.buyerId, t.tagId] })],
);
const shelves = model(
  "depth_shelves",
  {
    hall: text({ max: 10 }).notNull(),
    number: integer().notNull(),
    label: text(),
    full: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.hall, t.number] })],
);

class Buyers extends crud(buyers, {
  create: true,
  edit: true,
  remove: true,
  children: {
    sales: { model: sales, create: ["note", "amount"], edit: ["note"], remove: true },
    tags: { model: buyerTags, label: "Tags", create: ["tagId"], remove: true },
  },
}) {
  override query() {
    return db
      .select({ id: buyers.id, name: buyers.name, status: buyers.status })
      .from(buyers)
      .where(ne(buyers.status, "gone"));
  }
}
class Shelves extends crud(shelves, { create: true, edit: true, remove: true }) {}

describe.each(dialectNames)("on %s", (dialect) => {
  let server: TestDatabase;
  let app: TestApp;
  const folder = mkdtempSync(join(tmpdir(), "rowx-depth-"));
  const ids = { ann: 0, bob: 0, red: 0, blue: 0 };

  beforeAll(async () => {
    server = await testDatabase(dialect);
    app = await testApp({ folder, config: { database: server.url } });
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    for (const table of [buyerTags, sales, tags, buyers, shelves]) await db.delete(table);
    const people = await db
      .insert(buyers)
      .values([{ name: "Ann", taxId: "T1" }, { name: "Bob" }])
      .returning();
    const colours = await db
      .insert(tags)
      .values([{ name: "red" }, { name: "blue" }])
      .returning();
    [ids.ann = 0, ids.bob = 0] = people.map((row) => row.id);
    [ids.red = 0, ids.blue = 0] = colours.map((row) => row.id);
    await db.insert(sales).values([
      { buyerId: ids.ann, note: "first" },
      { buyerId: ids.ann, note: "second" },
      { buyerId: ids.bob, note: "his" },
    ]);
  });

  test("a row with a key of several columns is made, changed, found and deleted by all of them", async () => {
    await using tab = await openTab(app, Shelves);
    for (const [hall, number] of [
      ["A", 1],
      ["A", 2],
      ["B", 1],
    ] as const)
      await tab.create({ hall, number, label: `${hall}${number}` });
    await expect(tab.create({ hall: "A", number: 2 })).rejects.toMatchObject({
      code: "UNIQUE_VIOLATION",
      field: "hall",
    });
    const [, second, third] = await tab.rows.keys(0, 3);
    const change = { key: second!, changes: { label: "mine" }, was: { label: "A2" } };
    expect(await tab.update(change)).toEqual({ outcome: "saved" });
    expect(await tab.update({ ...change, changes: { label: "again" } })).toMatchObject({ outcome: "conflict" });
    expect(await tab.bulkUpdate({ keys: [second!, third!], changes: { full: 9 } })).toBe(2);
    expect(await tab.remove({ key: third! })).toBe(true);
    expect(await db.select().from(shelves).orderBy(asc(shelves.number))).toEqual([
      { hall: "A", number: 1, label: "A1", full: 0 },
      { hall: "A", number: 2, label: "mine", full: 9 },
    ]);
    expect(formOfState(Shelves)).toMatchObject({
      key: ["hall", "number"],
      csv: { import: { keys: [["hall", "number"]] } },
    });
  });

  test("an action on all rows reaches those that were never loaded, and none that the filter leaves out", async () => {
    await db
      .insert(shelves)
      .values(Array.from({ length: 1_500 }, (_, at) => ({ hall: at % 3 === 0 ? "A" : "B", number: at })));
    await using tab = await openTab(app, Shelves);
    const all = { filter: { col: "hall", op: "eq", value: "A" } } as const;
    expect(await tab.bulkUpdate({ all, changes: { full: 1 } })).toBe(500);
    expect(await db.$count(shelves, eq(shelves.full, 1))).toBe(500);
    expect(await tab.previewRemove({ all })).toMatchObject({ rows: 500 });
    expect(await tab.bulkRemove({ all })).toBe(500);
    expect(await db.$count(shelves)).toBe(1_000);
    await expect(tab.bulkRemove({ all: { filter: { col: "secret", op: "eq", value: 1 } } })).rejects.toMatchObject({
      code: "COLUMN_NOT_ALLOWED",
    });
    await using others = await openTab(app, Buyers);
    await db.update(buyers).set({ status: "gone" }).where(eq(buyers.id, ids.bob));
    expect(await others.bulkUpdate({ all: {}, changes: { name: "all" } })).toBe(1);
    expect(await db.select({ name: buyers.name }).from(buyers).where(eq(buyers.id, ids.bob))).toEqual([
      { name: "Bob" },
    ]);
  });

  test("the children of the row that is open are shown live, made, changed and deleted; nobody else's are", async () => {
    await using tab = await openTab(app, Buyers);
    expect(await tab.sales.window(0, 10)).toEqual([]);
    await expect(tab.createChild({ child: "sales", row: { note: "x" } })).rejects.toMatchObject({
      code: "CRUD_CHILD_CLOSED",
    });
    const [ann, bob] = await tab.rows.keys(0, 2);
    await tab.openRow({ key: ann! });
    expect((await tab.sales.window(0, 10)).map((row) => row.note)).toEqual(["first", "second"]);
    const made = await tab.createChild({ child: "sales", row: { note: "third" } });
    expect(made).toMatchObject({ note: "third", amount: 1 });
    const [first, second] = await tab.sales.keys(0, 3);
    expect(
      await tab.updateChild({ child: "sales", key: first!, changes: { note: "new" }, was: { note: "first" } }),
    ).toEqual({ outcome: "saved" });
    expect(
      await tab.updateChild({ child: "sales", key: first!, changes: { note: "new2" }, was: { note: "first" } }),
    ).toEqual({ outcome: "conflict", current: { note: "new" } });
    expect(await tab.removeChildren({ child: "sales", keys: [second!] })).toBe(1);
    expect((await tab.sales.window(0, 10)).map((row) => row.note)).toEqual(["new", "third"]);
    await tab.openRow({ key: bob! });
    expect((await tab.sales.window(0, 10)).map((row) => row.note)).toEqual(["his"]);
    const change = { child: "sales", key: first!, changes: { note: "hers" } };
    expect(await tab.updateChild(change)).toEqual({ outcome: "gone" });
    await expect(tab.updateChild({ ...change, changes: { amount: 3 } })).rejects.toMatchObject({ field: "amount" });
    await expect(tab.createChild({ child: "sales", row: { buyerId: ids.ann } })).rejects.toMatchObject({
      field: "buyerId",
    });
    await expect(tab.createChild({ child: "sales", row: { note: "far too long" } })).rejects.toMatchObject({
      field: "note",
    });
    await expect(tab.createChild({ child: "nothing", row: {} })).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });

  test("children go out of sight and reach with their parent", async () => {
    await using tab = await openTab(app, Buyers);
    const [ann] = await tab.rows.keys(0, 1);
    await tab.openRow({ key: ann! });
    const [first] = await tab.sales.keys(0, 1);
    await db.update(buyers).set({ status: "gone" }).where(eq(buyers.id, ids.ann));
    expect(await tab.sales.window(0, 10)).toEqual([]);
    expect(await tab.updateChild({ child: "sales", key: first!, changes: { note: "x" } })).toEqual({ outcome: "gone" });
    expect(await tab.removeChildren({ child: "sales", keys: [first!] })).toBe(0);
    await expect(tab.createChild({ child: "sales", row: {} })).rejects.toMatchObject({ code: "CRUD_CHILD_CLOSED" });
    await expect(tab.openRow({ key: ann! })).rejects.toMatchObject({ code: "CRUD_CHILD_CLOSED" });
  });

  test("many-to-many is children of two references: linked once, unlinked, with the other's name", async () => {
    await using tab = await openTab(app, Buyers);
    const [ann] = await tab.rows.keys(0, 1);
    await tab.openRow({ key: ann! });
    await tab.createChild({ child: "tags", row: { tagId: ids.red } });
    await tab.createChild({ child: "tags", row: { tagId: ids.blue } });
    await expect(tab.createChild({ child: "tags", row: { tagId: ids.red } })).rejects.toMatchObject({
      code: "UNIQUE_VIOLATION",
    });
    await expect(tab.createChild({ child: "tags", row: { tagId: ids.blue + 1_000 } })).rejects.toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
      field: "tagId",
    });
    const keys = await tab.tags.keys(0, 10);
    expect(keys).toHaveLength(2);
    expect(await tab.removeChildren({ child: "tags", keys: [keys[0]!] })).toBe(1);
    expect(await db.$count(buyerTags)).toBe(1);
    const form = formOfState(Buyers);
    expect(form?.children?.map(({ name, label, link }) => [name, label, link])).toEqual([
      ["sales", "Depth sales", undefined],
      ["tags", "Tags", "tagId"],
    ]);
    expect(form?.children?.[0]?.form).toMatchObject({
      model: "Buyers.sales",
      fields: [{ name: "note" }, { name: "amount" }],
      may: { create: true, update: true, remove: true },
    });
  });
});
