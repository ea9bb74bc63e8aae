import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reject } from "../framework/reject.ts";
import { boolean } from "../orm/columns/boolean.ts";
import { decimal } from "../orm/columns/decimal.ts";
import { id } from "../orm/columns/id.ts";
import { oneOf } from "../orm/columns/one-of.ts";
import { ref } from "../orm/columns/ref.ts";
import { text } from "../orm/columns/text.ts";
import { timestamp } from "../orm/columns/timestamp.ts";
import { db } from "../orm/db.ts";
import { model } from "../orm/define-model.ts";
import { openTab } from "../testing/open-tab.ts";
import { testApp } from "../testing/test-app.ts";
import type { TestApp } from "../testing/testing-app.ts";
import { crud } from "./crud.ts";
import { formOfState } from "./form-of-state.ts";
import type { CreateRow, StoredRow, UpdateRow } from "./crud-class.ts";

const customers = model(
  "crud_customers",
  {
    id: id(),
    name: text({ max: 20 }).notNull(),
    email: text().unique(),
    status: oneOf("lead", "active").notNull().default("lead"),
    taxId: text().secret(),
    createdAt: timestamp().notNull().defaultNow(),
  },
  { display: ["name"] },
);

const orders = model(
  "crud_orders",
  {
    id: id(),
    customerId: ref(() => customers.id, { onDelete: "cascade" }).notNull(),
    total: decimal({ precision: 8, scale: 2 }).notNull(),
    note: text(),
    open: boolean().notNull().default(true),
  },
  {
    validate: (row) => {
      if (row.note === "free" && row.total !== "0.00") throw reject("Free orders cost nothing.", { field: "total" });
    },
  },
);

const invoices = model("crud_invoices", { id: id(), orderId: ref(() => orders.id).notNull() });

class Customers extends crud(customers, { create: true, edit: true, remove: true }) {}

class Orders extends crud(orders, { create: true, edit: ["total", "note"], remove: true }) {
  override query() {
    return db.select().from(orders).where(eq(orders.open, true));
  }

  override beforeCreate(row: CreateRow<typeof Orders>) {
    return { ...row, note: row.note ?? "by hand" };
  }

  override beforeUpdate(changes: UpdateRow<typeof Orders>, stored: StoredRow<typeof Orders>) {
    if (changes.total === "13.00" && stored.total !== "13.00") throw reject("Not that number.", { field: "total" });
  }
}

class ReadOnly extends crud(customers, { reveal: ["taxId"] }) {}

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ folder: import.meta.dirname });
});
afterAll(() => app[Symbol.asyncDispose]());

async function clean(): Promise<void> {
  for (const table of [invoices, orders, customers]) await db.delete(table);
}

async function withOrder(): Promise<{ readonly customer: number; readonly order: number }> {
  await clean();
  const [customer] = await db.insert(customers).values({ name: "Larkspur" }).returning();
  const [order] = await db.insert(orders).values({ customerId: customer!.id, total: "10.00", note: "old" }).returning();
  return { customer: customer!.id, order: order!.id };
}

test("create gives the stored row without secrets, and it shows in every open tab", async () => {
  await clean();
  await using a = await openTab(app, Customers);
  await using b = await openTab(app, Customers);
  const made = await a.create({ name: "Larkspur" });
  expect(made).toEqual({ id: made.id, name: "Larkspur", email: null, status: "lead", createdAt: expect.any(Date) });
  expect(await b.rows.window(0, 10)).toEqual([made]);
});

test("create refuses columns that it may not write, and rows that their model refuses, at the field", async () => {
  await clean();
  await using tab = await openTab(app, Customers);
  const create = tab.create as (row: object) => Promise<unknown>;
  for (const name of ["id", "taxId", "createdAt", "toString"]) {
    await expect(create({ name: "x", [name]: 1 })).rejects.toMatchObject({ code: "INPUT_INVALID", field: name });
  }
  await expect(create({})).rejects.toMatchObject({ field: "name" });
  await expect(create({ name: "x".repeat(21) })).rejects.toMatchObject({ field: "name" });
  await expect(create({ name: "x", status: "gone" })).rejects.toMatchObject({ field: "status" });
  expect(await db.$count(customers)).toBe(0);
});

test("a value that another row has, and a reference to a row that is gone, are refused at their fields", async () => {
  const { customer } = await withOrder();
  await using tab = await openTab(app, Customers);
  await tab.create({ name: "a", email: "a@b.c" });
  await expect(tab.create({ name: "b", email: "a@b.c" })).rejects.toMatchObject({
    code: "UNIQUE_VIOLATION",
    field: "email",
  });
  await using others = await openTab(app, Orders);
  await expect(others.create({ customerId: customer + 1000, total: "1.00" })).rejects.toMatchObject({
    code: "FOREIGN_KEY_VIOLATION",
    field: "customerId",
  });
});

test("update writes only what was changed, where what was shown is still there", async () => {
  const { order } = await withOrder();
  await using tab = await openTab(app, Orders);
  const [key] = await tab.rows.keys(0, 1);
  await db.update(orders).set({ note: "theirs" }).where(eq(orders.id, order));
  expect(await tab.update({ key: key!, changes: { total: "11.00" }, was: { total: "10.00" } })).toEqual({
    outcome: "saved",
  });
  const change = { key: key!, changes: { note: "mine", total: "12.00" }, was: { note: "old", total: "11.00" } };
  expect(await tab.update(change)).toEqual({ outcome: "conflict", current: { note: "theirs" } });
  expect(await db.select().from(orders)).toMatchObject([{ note: "theirs", total: "11.00" }]);
  expect(await tab.update({ ...change, was: { note: "theirs", total: "11.00" } })).toEqual({ outcome: "saved" });
  expect(await db.select().from(orders)).toMatchObject([{ note: "mine", total: "12.00" }]);
});

test("update refuses columns that may not be changed, broken rules and what the hook refuses, and writes nothing", async () => {
  await withOrder();
  await using tab = await openTab(app, Orders);
  const [key] = await tab.rows.keys(0, 1);
  const update = tab.update as (change: object) => Promise<unknown>;
  await expect(update({ key, changes: { customerId: 1 } })).rejects.toMatchObject({ field: "customerId" });
  await expect(update({ key, changes: { total: "1.00" }, was: { open: true } })).rejects.toMatchObject({
    field: "open",
  });
  await expect(update({ key, changes: { note: "free" } })).rejects.toMatchObject({ field: "total" });
  await expect(update({ key, changes: { total: "13.00" } })).rejects.toMatchObject({ message: "Not that number." });
  expect(await db.select().from(orders)).toMatchObject([{ note: "old", total: "10.00" }]);
});

test("a row that the query selects no more is gone: it is neither changed nor deleted", async () => {
  const { order } = await withOrder();
  await using tab = await openTab(app, Orders);
  const [key] = await tab.rows.keys(0, 1);
  await db.update(orders).set({ open: false }).where(eq(orders.id, order));
  expect(await tab.update({ key: key!, changes: { total: "1.00" } })).toEqual({ outcome: "gone" });
  expect(await tab.remove({ key: key! })).toBe(false);
  expect(await tab.bulkUpdate({ keys: [key!], changes: { total: "1.00" } })).toBe(0);
  expect(await db.select().from(orders)).toMatchObject([{ total: "10.00" }]);
});

test("keys that this tab was never shown are refused", async () => {
  await withOrder();
  await using shown = await openTab(app, Orders);
  const [key] = await shown.rows.keys(0, 1);
  await using other = await openTab(app, Orders);
  await expect(other.remove({ key: key! })).rejects.toMatchObject({ code: "ROW_NOT_SHOWN" });
  expect(await db.$count(orders)).toBe(1);
});

test("a preview names what goes with rows through all cascades, and what keeps them", async () => {
  const { order } = await withOrder();
  await using tab = await openTab(app, Customers);
  const keys = await tab.rows.keys(0, 1);
  expect(await tab.previewRemove({ keys })).toEqual({
    rows: 1,
    goesWith: [{ model: "crud_orders", singular: "Crud order", plural: "Crud orders", count: 1 }],
    keptBy: [],
  });
  await db.insert(invoices).values({ orderId: order });
  expect(await tab.previewRemove({ keys })).toMatchObject({ keptBy: [{ model: "crud_invoices", count: 1 }] });
  await expect(tab.bulkRemove({ keys })).rejects.toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
  await db.delete(invoices);
  expect(await tab.bulkRemove({ keys })).toBe(1);
  expect(await db.$count(orders)).toBe(0);
});

test("bulk updates and the create hook write through the same rules", async () => {
  const { customer } = await withOrder();
  await using tab = await openTab(app, Orders);
  const made = await tab.create({ customerId: customer, total: "5.00" });
  expect(made.note).toBe("by hand");
  const keys = await tab.rows.keys(0, 10);
  expect(await tab.bulkUpdate({ keys, changes: { note: "all" } })).toBe(2);
  expect((await tab.rows.window(0, 10)).map((row) => row.note)).toEqual(["all", "all"]);
});

test("nothing is allowed that the options do not name; a revealed secret is shown", async () => {
  await clean();
  await db.insert(customers).values({ name: "Larkspur", taxId: "T-1" });
  await using tab = await openTab(app, ReadOnly);
  expect(await tab.rows.window(0, 1)).toMatchObject([{ taxId: "T-1" }]);
  const keys = await tab.rows.keys(0, 1);
  await expect(tab.create({} as never)).rejects.toMatchObject({ code: "CRUD_NOT_ALLOWED" });
  await expect(tab.bulkRemove({ keys })).rejects.toMatchObject({ code: "CRUD_NOT_ALLOWED" });
  await expect(tab.update({ key: keys[0]!, changes: {} })).rejects.toMatchObject({ code: "CRUD_NOT_ALLOWED" });
});

test("the form of a State names only what may be written, with the rules that a browser can check", async () => {
  await using tab = await openTab(app, Orders);
  await tab.settled();
  expect(formOfState(Orders)).toEqual({
    t: "form",
    model: "Orders",
    singular: "Crud order",
    plural: "Crud orders",
    fields: [
      {
        name: "customerId",
        kind: "ref",
        label: "Customer",
        on: "create",
        required: true,
        ref: { model: "crud_customers", key: "number" },
      },
      { name: "total", kind: "decimal", label: "Total", on: "both", required: true, precision: 8, scale: 2 },
      { name: "note", kind: "text", label: "Note", on: "both", nullable: true, max: 255 },
      { name: "open", kind: "boolean", label: "Open", on: "create", required: true, initial: true },
    ],
    key: ["id"],
    display: ["id"],
    may: { create: true, update: true, remove: true },
    csv: {
      export: true,
      import: {
        fields: [
          { name: "id", label: "ID", kind: "id" },
          { name: "customerId", label: "Customer", kind: "ref", required: true, named: true },
          { name: "total", label: "Total", kind: "decimal", required: true },
          { name: "note", label: "Note", kind: "text" },
          { name: "open", label: "Open", kind: "boolean" },
        ],
        keys: [["id"]],
        maxBytes: 256 * 1024 * 1024,
      },
    },
  });
  expect(formOfState(ReadOnly)).toMatchObject({ model: "ReadOnly", fields: [], may: {} });
  expect(formOfState(class {})).toBeUndefined();
});
