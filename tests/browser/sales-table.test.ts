// The table of the crud template in production: sort, filter, search. What it shows is compared with plain SQL.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;
let errors: readonly string[];

beforeAll(async () => {
  sales = await startSales();
  const tab = await sales.open("/orders");
  ({ page, table } = tab);
  ({ errors } = tab.complaints);
});

afterAll(() => sales?.[Symbol.asyncDispose]());

beforeEach(async () => {
  await page.goto(`${sales.app.address}/orders`);
  await shows("order by o.placed_at desc, o.id desc");
});

/** The rows in view are the first ones of this query, in its order. */
async function shows(tail: string): Promise<void> {
  const wanted = sales.database.ids(`${tail} limit 30`);
  await expect.poll(async () => isStartOf(await table.ids(), wanted), { message: `the rows ${tail}` }).toBe(true);
}

function isStartOf(ids: readonly number[], wanted: readonly number[]): boolean {
  return ids.length > Math.min(10, wanted.length - 1) && ids.every((id, at) => id === wanted[at]);
}

async function counts(matching: number): Promise<void> {
  await expect.poll(() => table.counts()).toContain(` of ${matching.toLocaleString("en-US")} matching`);
  await expect.poll(() => table.counts()).toContain("· 50,000 in all");
}

async function sortOf(column: string): Promise<string | null> {
  return table.header(column).getAttribute("aria-sort");
}

describe("sort", () => {
  test("a click sorts by a column, a second one the other way, a third takes it back", async () => {
    await table.sortBy("Total");
    await shows("order by o.total, o.id");
    expect(await sortOf("Total")).toBe("ascending");
    await table.sortBy("Total");
    await shows("order by o.total desc, o.id desc");
    expect(await sortOf("Total")).toBe("descending");
    await table.sortBy("Total");
    await shows("order by o.placed_at desc, o.id desc");
    expect(await sortOf("Total")).toBe("none");
  });

  test("with Shift a second column joins the first", async () => {
    await table.sortBy("Status");
    await table.sortBy("Quantity", { add: true });
    await table.sortBy("Quantity", { add: true });
    await shows("order by o.status, o.quantity desc, o.id desc");
    expect(await sortOf("Status")).toBe("ascending");
    expect(await sortOf("Quantity")).toBe("descending");
  });

  test("a reference is sorted by the name that it shows", async () => {
    await table.sortBy("Customer");
    await shows("order by c.name, o.id");
  });
});

describe("filter", () => {
  test("by a number", async () => {
    const form = await table.filterForm("Total");
    await form.getByText("At least", { exact: true }).click();
    await form.getByRole("textbox", { name: "At least" }).fill("9000");
    await form.getByRole("button", { name: "Apply" }).click();
    await shows("where o.total >= 9000 order by o.placed_at desc, o.id desc");
    await counts(sales.database.count("orders", "o.total >= 9000"));
    await page.getByRole("button", { name: "Remove total filter" }).click();
    await shows("order by o.placed_at desc, o.id desc");
  });

  test("by a range of numbers", async () => {
    const form = await table.filterForm("Quantity");
    await form.getByRole("textbox", { name: "From" }).fill("58");
    await form.getByRole("textbox", { name: "To" }).fill("59");
    await form.getByRole("textbox", { name: "To" }).press("Enter");
    await shows("where o.quantity between 58 and 59 order by o.placed_at desc, o.id desc");
    await counts(sales.database.count("orders", "o.quantity between 58 and 59"));
  });

  test("by a day of a point in time, whole days in the reader's own time", async () => {
    const form = await table.filterForm("Placed");
    await form.getByRole("textbox", { name: "From" }).fill("2026-03-02");
    await form.getByRole("textbox", { name: "Until" }).fill("2026-03-03");
    await form.getByRole("button", { name: "Apply" }).click();
    const [from, until] = [Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 4) - 1];
    await shows(`where o.placed_at between ${from} and ${until} order by o.placed_at desc, o.id desc`);
    await counts(sales.database.count("orders", `o.placed_at between ${from} and ${until}`));
  });

  test("by a date", async () => {
    const form = await table.filterForm("Due");
    await form.getByText("Until", { exact: true }).first().click();
    await form.getByRole("textbox", { name: "Until" }).fill("2024-01-15");
    await form.getByRole("button", { name: "Apply" }).click();
    await shows("where o.due <= '2024-01-15' order by o.placed_at desc, o.id desc");
    await counts(sales.database.count("orders", "o.due <= '2024-01-15'"));
  });

  test("by a text", async () => {
    const form = await table.filterForm("Note");
    await form.getByRole("textbox", { name: "Note" }).fill("number 9");
    await form.getByRole("button", { name: "Apply" }).click();
    await shows("where o.note like '%number 9%' order by o.placed_at desc, o.id desc");
    await counts(sales.database.count("orders", "o.note like '%number 9%'"));
  });

  test("by choices, and with a second filter by both", async () => {
    const form = await table.filterForm("Status");
    await form.getByRole("checkbox", { name: "Draft" }).check();
    await form.getByRole("checkbox", { name: "Paid" }).check();
    await form.getByRole("button", { name: "Apply" }).click();
    await shows("where o.status in ('draft', 'paid') order by o.placed_at desc, o.id desc");
    const second = await table.filterForm("Total");
    await second.getByText("At most", { exact: true }).click();
    await second.getByRole("textbox", { name: "At most" }).fill("100");
    await second.getByRole("button", { name: "Apply" }).click();
    await shows("where o.status in ('draft', 'paid') and o.total <= 100 order by o.placed_at desc, o.id desc");
    await counts(sales.database.count("orders", "o.status in ('draft', 'paid') and o.total <= 100"));
  });

  test("by the row that a reference points to, found among 10,000", async () => {
    const [order] = sales.database.orders("order by o.id limit 1");
    const customer = order?.customer ?? "";
    const form = await table.filterForm("Customer");
    await form.getByRole("textbox", { name: "Search Customer" }).fill(customer);
    const choice = form.getByRole("checkbox", { name: new RegExp(`^${customer}`) }).first();
    await choice.check();
    await form.getByRole("button", { name: "Apply" }).click();
    await expect.poll(() => table.counts()).toContain("matching");
    const [first = 0] = await table.ids();
    expect(sales.database.order(first)?.customer).toBe(customer);
  });

  test("what matches nothing says which filter empties it, and offers to take it away", async () => {
    const form = await table.filterForm("Total");
    await form.getByText("At least", { exact: true }).click();
    await form.getByRole("textbox", { name: "At least" }).fill("99999999");
    await form.getByRole("button", { name: "Apply" }).click();
    await page.getByText("No orders match").waitFor();
    await page.getByRole("button", { name: "Remove total filter" }).last().click();
    await shows("order by o.placed_at desc, o.id desc");
  });
});

test("the search looks through all texts, also the names of references", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("larkspur");
  const where =
    "c.name like '%larkspur%' or p.name like '%larkspur%' or o.note like '%larkspur%' or o.status like '%larkspur%'";
  await shows(`where ${where} order by o.placed_at desc, o.id desc`);
  await counts(sales.database.orders(`where ${where}`).length);
});

test("nothing of it was an error in the console", () => {
  expect(errors).toEqual([]);
});
