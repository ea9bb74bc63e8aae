// The crud template under `rx dev`: the same table, live in two tabs, and its pages.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;

beforeAll(async () => {
  sales = await startSales({ development: true });
  ({ page, table } = await sales.open("/orders"));
  await table.ready();
});

afterAll(() => sales?.[Symbol.asyncDispose]());

const newestFirst = "order by o.placed_at desc, o.id desc";

test("the scrollbar leads near row 49,000 and back, and the rows are those of the database", async () => {
  await table.dragTo(0.98);
  await expect.poll(() => table.firstIndex()).toBeGreaterThan(47_000);
  await expect
    .poll(async () => {
      const [index, ids] = [await table.firstIndex(), await table.ids()];
      return ids.join() === sales.database.ids(`${newestFirst} limit ? offset ?`, ids.length, index).join();
    })
    .toBe(true);
  await table.dragTo(0);
  await expect.poll(() => table.firstIndex()).toBe(0);
});

test("an edit in a cell, a sort and a filter are as in production, and a second tab shows the edit", async () => {
  const other = await sales.open("/orders");
  await other.table.ready();
  await page.bringToFront();
  const [id = 0] = sales.database.ids(`${newestFirst} limit 1`);
  const cell = await table.edit(id, "Quantity");
  await cell.getByRole("textbox", { name: "Quantity" }).fill("987");
  await page.keyboard.press("Enter");
  for (const one of [table, other.table]) await expect.poll(() => one.text(id, "Quantity")).toBe("987");
  await table.sortBy("Quantity");
  await table.sortBy("Quantity");
  await expect.poll(async () => (await table.ids())[0]).toBe(id);
  const form = await table.filterForm("Quantity");
  await form.getByRole("textbox", { name: "From" }).fill("900");
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => table.ids()).toEqual([id]);
  expect(other.complaints.errors).toEqual([]);
});

test("a dynamic page opens by its address, and an address of no page says so", async () => {
  await page.goto(`${sales.app.address}/customers/12`, { timeout: 60_000 });
  await page.getByText("Customer since").waitFor();
  await table.ready();
  const response = await page.goto(`${sales.app.address}/nothing`, { timeout: 60_000 });
  expect(response?.status()).toBe(404);
  await page.getByText("There is no such page").waitFor();
});
