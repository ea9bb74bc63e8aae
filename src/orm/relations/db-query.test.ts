import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import { bigint } from "../columns/bigint.ts";
import { bytes } from "../columns/bytes.ts";
import { id } from "../columns/id.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import { nameModels } from "../model-registry.ts";
import { eq, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import type { RelationalModels, RelationQuery } from "./relation-queries.ts";

const people = model("rel_people", {
  id: id(),
  name: text().notNull(),
  bossId: ref("rel_people", { as: "boss", many: "staff" }),
});
const orders = model("rel_orders", {
  id: id(),
  customerId: ref(() => people.id).notNull(),
  managerId: ref("rel_people", { as: "manager", many: "managed" }),
  note: text().notNull(),
});
const lines = model("rel_lines", { id: id(), orderId: ref(() => orders.id).notNull(), big: bigint(), raw: bytes() });
const exported = { people, orders, lines };
nameModels(exported);

type Schema = RelationalModels<typeof exported>;
type Queries = { readonly [Name in keyof Schema]: RelationQuery<Schema, Schema[Name]> };
const query = (): Queries => (db as Database & { readonly query: unknown }).query as Queries;

async function fill(): Promise<void> {
  await db.insert(people).values([{ name: "Ada" }, { name: "Bob", bossId: 1 }, { name: "Cy", bossId: 1 }]);
  await db.insert(orders).values([
    { customerId: 2, managerId: 1, note: "a" },
    { customerId: 2, note: "b" },
    { customerId: 3, managerId: 1, note: "c" },
    { customerId: 2, note: "d" },
  ]);
  await db
    .insert(lines)
    .values([{ orderId: 1, big: 9007199254740993n, raw: Buffer.from([0, 255]) }, { orderId: 1 }, { orderId: 4 }]);
}

test("loads what rows point to and what points to them, three levels deep, values exact", async () => {
  await using _ = await openTestDatabase(people, orders, lines);
  await fill();
  const rows = await query().people.findMany({
    columns: { name: true },
    with: {
      boss: { columns: { name: true } },
      orders: { with: { lines: true, manager: true }, columns: { note: true } },
    },
    where: (t, { ne }) => ne(t.name, "Ada"),
    orderBy: (t, { desc }) => desc(t.name),
  });
  const ada = { id: 1, name: "Ada", bossId: null };
  const line = { orderId: 1, big: null, raw: null };
  expect(rows).toEqual([
    { name: "Cy", boss: { name: "Ada" }, orders: [{ note: "c", lines: [], manager: ada }] },
    {
      name: "Bob",
      boss: { name: "Ada" },
      orders: [
        {
          note: "a",
          manager: ada,
          lines: [
            { ...line, id: 1, big: 9007199254740993n, raw: Buffer.from([0, 255]) },
            { ...line, id: 2 },
          ],
        },
        { note: "b", manager: null, lines: [] },
        { note: "d", manager: null, lines: [{ ...line, id: 3, orderId: 4 }] },
      ],
    },
  ]);
});

test("limits and orders within each parent", async () => {
  await using _ = await openTestDatabase(people, orders, lines);
  await fill();
  const rows = await query().people.findMany({
    with: {
      orders: { limit: 2, orderBy: (t, { desc }) => [desc(t.note)], columns: { note: true }, where: sql`note <> 'x'` },
    },
    orderBy: people.id,
  });
  expect(rows.map((row) => row.orders.map((order) => order.note))).toEqual([[], ["d", "b"], ["c"]]);
});

test("finds the first row, or nothing; extras and offset work", async () => {
  await using _ = await openTestDatabase(people, orders, lines);
  await fill();
  expect(await query().people.findFirst({ where: eq(people.name, "nobody") })).toBeUndefined();
  const second = await query().people.findFirst({
    columns: { name: true },
    extras: { loud: sql<string>`upper(${people.name})`.as("loud") },
    orderBy: people.id,
    offset: 1,
  });
  expect(second).toEqual({ name: "Bob", loud: "BOB" });
});

test("makes one statement a level", async () => {
  await using base = await openTestDatabase(people, orders, lines);
  await fill();
  const select = base.handle.database.select;
  let statements = 0;
  Object.assign(base.handle.database, { select: (...fields: []) => (statements++, select(...fields)) });
  await query().people.findMany({ with: { orders: { with: { lines: true } } } });
  expect(statements).toBe(3);
});

test("refuses names that are not there", async () => {
  await using _ = await openTestDatabase(people, orders, lines);
  expect(() => Reflect.get(query(), "nobody")).toThrow(expect.objectContaining({ code: "MODEL_UNKNOWN" }));
  const wrong = query().people.findMany({ with: { friends: true } } as never);
  await expect(wrong).rejects.toMatchObject({ code: "RELATION_UNKNOWN" });
});

// Types: what is there, what can be null.
export const types = async (): Promise<void> => {
  const [order] = await query().orders.findMany({ with: { customer: { with: { boss: true } }, manager: true } });
  const name: string | undefined = order?.customer.name;
  const manager: { id: number; name: string; bossId: number | null } | null | undefined = order?.manager;
  const boss: string | undefined = order?.customer.boss?.name;
  // @ts-expect-error a manager may be missing
  void order?.manager.name;
  // @ts-expect-error no such relation
  await query().orders.findMany({ with: { friends: true } });
  void [name, manager, boss];
};
