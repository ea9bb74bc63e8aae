import { db } from "rowx/orm";
import { openTab, testApp } from "rowx/testing";
import { expect, test } from "vitest";
import { customers, orders, products } from "./models.ts";
import { Customer } from "./pages/customers/[id].tsx";
import { Orders } from "./pages/orders.tsx";

async function seed() {
  await db.insert(customers).values({
    name: "Larkspur Books",
    city: "Turku",
    region: "Nordics",
    email: "hi@larkspur.example",
    since: "2024-02-01",
  });
  await db.insert(products).values({ name: "Alva mug, oak", sku: "KI-1000", category: "Kitchen", price: "12.50" });
}

const order = {
  customerId: 1,
  productId: 1,
  quantity: 4,
  total: "50.00",
  placedAt: new Date("2026-11-16T09:00:00Z"),
  due: "2026-12-01",
};

test("a new order shows in every open tab, also on its customer's page", async () => {
  await using app = await testApp({ seed });
  await using a = await openTab(app, Orders);
  await using b = await openTab(app, Customer, { params: { id: "1" } });
  const made = await a.create(order);
  expect(made).toMatchObject({ id: 1, status: "draft", shipping: "0.00" });
  expect(await b.orders.window(0, 10)).toMatchObject([{ id: 1, customerId: 1, total: "50.00" }]);
  expect(b.customer?.name).toBe("Larkspur Books");
});

test("an order that is due before it was placed is refused at the field", async () => {
  await using app = await testApp({ seed });
  await using tab = await openTab(app, Orders);
  await expect(tab.create({ ...order, due: "2026-11-15" })).rejects.toMatchObject({ field: "due" });
  expect(await db.$count(orders)).toBe(0);
});

test("a discount above 40 % and a customer that is not there are refused at their fields", async () => {
  await using app = await testApp({ seed });
  await using tab = await openTab(app, Orders);
  await expect(tab.create({ ...order, discount: "41.00" })).rejects.toMatchObject({ field: "discount" });
  await expect(tab.create({ ...order, customerId: 7 })).rejects.toMatchObject({ field: "customerId" });
});
