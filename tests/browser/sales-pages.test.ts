// The pages of the crud template in production: by address, by link, and back.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;

beforeAll(async () => {
  sales = await startSales({ width: 1280 });
  ({ page, table } = await sales.open("/customers"));
});

afterAll(() => sales?.[Symbol.asyncDispose]());

const heading = (name: string): Promise<void> => page.getByRole("heading", { level: 1, name }).waitFor();

async function firstCustomer(): Promise<{ readonly id: number; readonly name: string }> {
  await expect.poll(async () => (await table.ids()).length).toBeGreaterThan(5);
  const [id = 0] = await table.ids();
  return { id, name: await table.text(id, "Name") };
}

test("a customer's page opens by its link, and the back button leads back to the list", async () => {
  const { id, name } = await firstCustomer();
  await page.evaluate(() => Object.assign(window, { loaded: "once" }));
  await page.getByRole("link", { name, exact: true }).click();
  await heading(name);
  expect(page.url()).toBe(`${sales.app.address}/customers/${id}`);
  const wanted = sales.database.ids("where o.customer_id = ? order by o.placed_at desc, o.id desc limit 5", id);
  await expect.poll(async () => (await table.ids()).slice(0, wanted.length)).toEqual(wanted);
  await page.goBack();
  await heading("Customers");
  expect((await firstCustomer()).id).toBe(id);
  await page.goForward();
  await heading(name);
  expect(await page.evaluate(() => Reflect.get(window, "loaded"))).toBe("once");
});

test("it opens by its address, and again after a reload", async () => {
  const response = await page.goto(`${sales.app.address}/customers/4711`);
  expect(response?.status()).toBe(200);
  await page.getByText("Customer since").waitFor();
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const shown = sales.database.orders("where o.customer_id = 4711 limit 1")[0]?.customer;
  if (shown !== undefined) expect(name).toBe(shown);
  await page.reload();
  await heading(name);
  await expect.poll(async () => (await table.ids()).length).toBeGreaterThan(0);
});

test("a customer who is not there is said to be not there", async () => {
  await page.goto(`${sales.app.address}/customers/999999`);
  await heading("No such customer");
});

test("an address that names no page gets the app's own page with status 404, and its link works", async () => {
  const response = await page.goto(`${sales.app.address}/nothing/like/it`);
  expect(response?.status()).toBe(404);
  await page.getByText("There is no such page").waitFor();
  await page.getByRole("link", { name: "To the first page" }).click();
  await heading("To do");
  expect(new URL(page.url()).pathname).toBe("/");
});

test("each page says in its title which it is", async () => {
  for (const [path, title] of [
    ["/orders", /Orders/],
    ["/products", /Products/],
    ["/customers/12", /Customer/],
  ] as const) {
    await page.goto(`${sales.app.address}${path}`);
    expect(await page.title()).toMatch(title);
  }
});
