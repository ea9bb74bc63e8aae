import { expect, test } from "vitest";
import { makeCustomers } from "./customers.ts";
import { makeOrders } from "./orders.ts";
import { makeProducts } from "./products.ts";
import { createRandom } from "./random.ts";

function make() {
  const random = createRandom(7);
  const products = makeProducts(random, 50);
  const customers = makeCustomers(random, 1_000);
  return { products, customers, orders: makeOrders(random, 2_000, { customers: customers.length, products }) };
}

test("the sample is the same every time", () => {
  expect(make()).toEqual(make());
});

test("no two customers share a name or an address, no two products a number", () => {
  const { customers, products } = make();
  expect(new Set(customers.map(({ name }) => name)).size).toBe(customers.length);
  expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length);
  expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
});

test("every total is what its product, quantity, discount and shipping add up to, and nothing is due before it was placed", () => {
  const { products, orders } = make();
  for (const order of orders) {
    const price = Number(products[order.productId - 1]?.price);
    const goods = Math.round(price * 100) * (order.quantity ?? 1);
    const cents = Math.round(goods * (1 - Number(order.discount) / 100)) + Math.round(Number(order.shipping) * 100);
    expect(order.total).toBe((cents / 100).toFixed(2));
    expect(order.due >= order.placedAt.toISOString().slice(0, 10)).toBe(true);
  }
});
