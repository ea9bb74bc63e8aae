// db.query: rows with those that they point to and those that point to them.
import { describe, expect } from "vitest";
import {
  bigint,
  bytes,
  decimal,
  id,
  integer,
  json,
  model,
  ref,
  text,
  timestamp,
  uuid,
  type RelationalModels,
  type RelationQuery,
} from "../../src/entries/orm.ts";
import { currentDatabase } from "../../src/orm/current-database.ts";
import type { Database } from "../../src/orm/database.ts";
import { introspect } from "../../src/orm/introspect/introspect.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const people = model("rel_people", {
  id: id(),
  name: text().notNull(),
  bossId: ref("rel_people", { as: "boss", many: "staff" }),
});
const orders = model("rel_orders", {
  id: id(),
  personId: ref(() => people.id).notNull(),
  managerId: ref("rel_people", { as: "manager", many: "managed" }),
  note: text(),
  rank: integer(),
});
const lines = model("rel_lines", {
  id: id(),
  orderId: ref(() => orders.id).notNull(),
  big: bigint(),
  raw: bytes(),
  price: decimal({ precision: 10, scale: 2 }),
  at: timestamp(),
  data: json(),
});
const files = model("rel_files", { id: uuid().primaryKey(), name: text() });
const pages = model("rel_pages", { id: id(), fileId: ref("rel_files", { key: "uuid" }), number: integer() });
const models = { people, orders, lines, files, pages };

type Schema = RelationalModels<typeof models>;
type Queries = { readonly [Name in keyof Schema]: RelationQuery<Schema, Schema[Name]> };
const queryOf = (db: Database): Queries => db.query as unknown as Queries; // as: an app's own Register types it

async function fill(db: Database): Promise<void> {
  await db.insert(people).values([{ name: "Ada" }, { name: "Bob", bossId: 1 }, { name: "Cy", bossId: 1 }]);
  await db.insert(orders).values([
    { personId: 2, managerId: 1, note: "a", rank: 2 },
    { personId: 2, note: "b", rank: null },
    { personId: 3, managerId: 1, note: "c", rank: 1 },
    { personId: 2, note: "d", rank: 1 },
  ]);
  await db.insert(lines).values([
    {
      orderId: 1,
      big: 9_007_199_254_740_993n,
      raw: new Uint8Array([0, 255]),
      price: "0.10",
      at: new Date(5),
      data: { é: 1 },
    },
    { orderId: 1 },
    { orderId: 4 },
  ]);
}

describe("relations", () => {
  onEachDatabase(models, "what a row points to", async (db) => {
    await fill(db);
    const rows = await queryOf(db).people.findMany({ with: { boss: { columns: { name: true } } }, orderBy: people.id });
    expect(rows.map(({ boss }) => boss)).toEqual([null, { name: "Ada" }, { name: "Ada" }]);
  });

  onEachDatabase(models, "what points to a row", async (db) => {
    await fill(db);
    const rows = await queryOf(db).people.findMany({
      with: { orders: { columns: { note: true }, orderBy: orders.id } },
      orderBy: people.id,
    });
    expect(rows.map((row) => row.orders)).toEqual([[], [{ note: "a" }, { note: "b" }, { note: "d" }], [{ note: "c" }]]);
  });

  onEachDatabase(models, "two references to one table", async (db) => {
    await fill(db);
    const ada = await queryOf(db).people.findFirst({
      with: { managed: { with: { manager: true }, orderBy: orders.id }, staff: { orderBy: people.id } },
    });
    expect(ada?.managed.map(({ note, manager }) => [note, manager?.name])).toEqual([
      ["a", "Ada"],
      ["c", "Ada"],
    ]);
    expect(ada?.staff.map(({ name }) => name)).toEqual(["Bob", "Cy"]);
  });

  onEachDatabase(models, "three levels deep, values exact", async (db) => {
    await fill(db);
    const bob = await queryOf(db).people.findFirst({
      where: (t, { eq }) => eq(t.name, "Bob"),
      with: { orders: { with: { lines: { orderBy: lines.id } }, orderBy: orders.id } },
    });
    const [line] = bob?.orders[0]?.lines ?? [];
    expect({ ...line, raw: [...(line?.raw ?? [])] }).toEqual({
      id: 1,
      orderId: 1,
      big: 9_007_199_254_740_993n,
      raw: [0, 255],
      price: "0.10",
      at: new Date(5),
      data: { é: 1 },
    });
    expect(bob?.orders.map((order) => order.lines.length)).toEqual([2, 0, 1]);
  });

  onEachDatabase(models, "a limit for each parent, in their order, NULL smallest", async (db) => {
    await fill(db);
    const rows = await queryOf(db).people.findMany({
      with: { orders: { columns: { note: true }, orderBy: (t, { asc }) => asc(t.rank), limit: 2 } },
      orderBy: people.id,
    });
    expect(rows.map((row) => row.orders.map(({ note }) => note))).toEqual([[], ["b", "d"], ["c"]]);
  });

  onEachDatabase(models, "a limit and an offset for each parent, downwards", async (db) => {
    await fill(db);
    const rows = await queryOf(db).people.findMany({
      with: { orders: { columns: { note: true }, orderBy: (t, { desc }) => desc(t.rank), limit: 1, offset: 1 } },
      orderBy: people.id,
    });
    expect(rows.map((row) => row.orders.map(({ note }) => note))).toEqual([[], ["d"], []]);
  });

  onEachDatabase(models, "a condition within a level", async (db) => {
    await fill(db);
    const rows = await queryOf(db).people.findMany({
      with: { orders: { where: (t, { ilike }) => ilike(t.note, "B%"), columns: { note: true } } },
      orderBy: people.id,
    });
    expect(rows.map((row) => row.orders)).toEqual([[], [{ note: "b" }], []]);
  });

  onEachDatabase(models, "pages, an order that begins with NULL, and fields that are reckoned", async (db) => {
    await fill(db);
    const rows = await queryOf(db).orders.findMany({
      columns: { note: true },
      extras: (fields, { sql }) => ({ twice: sql<number>`${fields.id} * 2`.mapWith(Number).as("twice") }),
      orderBy: (t, { asc, desc }) => [asc(t.rank), desc(t.id)],
      limit: 2,
      offset: 1,
    });
    expect(rows).toEqual([
      { note: "d", twice: 8 },
      { note: "c", twice: 6 },
    ]);
  });

  onEachDatabase(models, "columns that are left out, or the only ones", async (db) => {
    await fill(db);
    const query = queryOf(db);
    expect(await query.people.findFirst({ columns: { bossId: false } })).toEqual({ id: 1, name: "Ada" });
    expect(await query.people.findFirst({ columns: { name: true }, with: { boss: true } })).toEqual({
      name: "Ada",
      boss: null,
    });
  });

  onEachDatabase(models, "a text key", async (db) => {
    const key = "0f0e0d0c-0b0a-4908-8706-050403020100";
    await db.insert(files).values({ id: key, name: "f" });
    await db.insert(pages).values([{ fileId: key, number: 1 }, { number: 2 }]);
    const rows = await queryOf(db).pages.findMany({ with: { file: true }, orderBy: pages.id });
    expect(rows.map(({ file }) => file)).toEqual([{ id: key, name: "f" }, null]);
    const file = await queryOf(db).files.findFirst({ with: { pages: { columns: { number: true } } } });
    expect(file?.pages).toEqual([{ number: 1 }]);
  });

  onEachDatabase(models, "more parents than one statement asks for", async (db) => {
    const all = Array.from({ length: 1_300 }, (_, at) => ({ name: `p${at}` }));
    await db.insert(people).values(all);
    await db.insert(orders).values(all.map((_, at) => ({ personId: at + 1, note: `o${at}` })));
    const rows = await queryOf(db).people.findMany({ with: { orders: true } });
    expect(rows).toHaveLength(1_300);
    expect(rows.every((row) => row.orders[0]?.note === `o${row.id - 1}`)).toBe(true);
  });

  onEachDatabase(models, "inside a transaction, what it has written", async (db) => {
    await db.transaction(async (tx) => {
      await tx.insert(people).values({ name: "new" });
      await tx.insert(orders).values({ personId: 1, note: "n" });
      const found = await queryOf(tx).people.findFirst({ with: { orders: true } });
      expect(found?.orders).toHaveLength(1);
    });
  });

  onEachDatabase(models, "a foreign key has an index", async () => {
    const { tables } = await introspect(currentDatabase());
    const { indexes = [], foreignKeys = [] } = tables.find(({ name }) => name === "rel_lines") ?? {};
    expect(foreignKeys).toMatchObject([{ columns: ["order_id"], table: "rel_orders" }]);
    expect(indexes).toMatchObject([{ name: "rel_lines_order_id_idx", columns: [{ column: "order_id" }] }]);
  });

  onEachDatabase(models, "a relation or a model that is none is refused by name", async (db) => {
    const query = db.query as unknown as Record<string, { findMany(config: object): Promise<unknown> }>;
    await expect(async () => query["people"]?.findMany({ with: { nothing: true } })).rejects.toMatchObject({
      code: "RELATION_UNKNOWN",
    });
    await expect(async () => query["nobody"]?.findMany({})).rejects.toMatchObject({ code: "MODEL_UNKNOWN" });
  });
});
