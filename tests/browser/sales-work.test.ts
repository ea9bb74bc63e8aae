// A day's work on the crud template in production: edit, create, delete, each seen in a second tab that nobody reloads.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;
let other: TableOnPage;
let complaints: readonly (readonly string[])[];

beforeAll(async () => {
  sales = await startSales();
  const [mine, theirs] = [await sales.open("/orders"), await sales.open("/orders")];
  ({ page, table } = mine);
  other = theirs.table;
  complaints = [mine.complaints.errors, theirs.complaints.errors];
  for (const one of [table, other]) await one.ready();
  await page.bringToFront();
});

afterAll(() => sales?.[Symbol.asyncDispose]());

const newest = (): number[] => sales.database.ids("order by o.placed_at desc, o.id desc limit 20");

/** Both tabs show this text in a cell. */
async function bothShow(id: number, column: string, text: string): Promise<void> {
  for (const one of [table, other]) await expect.poll(() => one.text(id, column)).toBe(text);
}

describe("an edit in a cell", () => {
  test("of a number is stored and shows in the other tab", async () => {
    const [id = 0] = newest();
    const cell = await table.edit(id, "Quantity");
    await cell.getByRole("textbox", { name: "Quantity" }).fill("4321");
    await page.keyboard.press("Enter");
    await bothShow(id, "Quantity", "4,321");
    expect(sales.database.order(id)?.quantity).toBe(4321);
    await page.getByText("All changes saved").waitFor();
  });

  test("of a choice is made from a list", async () => {
    const id = newest()[1] ?? 0;
    await table.edit(id, "Status");
    await page.getByRole("option", { name: "Cancelled" }).click();
    await bothShow(id, "Status", "Cancelled");
    expect(sales.database.order(id)?.status).toBe("cancelled");
  });

  test("of a reference is made with a picker that searches", async () => {
    const id = newest()[2] ?? 0;
    const [wanted] = sales.database.orders("where o.id = 77");
    await table.edit(id, "Customer");
    await page.getByRole("combobox", { name: "Search Customer" }).fill(wanted?.customer ?? "");
    await page
      .getByRole("option", { name: wanted?.customer ?? "" })
      .first()
      .click();
    await bothShow(id, "Customer", wanted?.customer ?? "");
    expect(sales.database.order(id)?.customer).toBe(wanted?.customer);
  });

  test("that the field refuses says why, and Esc restores the cell", async () => {
    const id = newest()[3] ?? 0;
    const before = await table.text(id, "Discount");
    const cell = await table.edit(id, "Discount");
    const field = cell.getByRole("textbox", { name: "Discount" });
    await field.fill("fifty");
    await page.keyboard.press("Enter");
    await page
      .getByRole("alert")
      .filter({ hasText: /number|amount|digits/i })
      .waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Escape");
    await expect.poll(() => table.text(id, "Discount")).toBe(before);
    await page.getByText("All changes saved").waitFor();
  });

  test("that the model refuses says why in its own words, keeps the draft, and Esc restores the cell", async () => {
    const id = newest()[3] ?? 0;
    const before = await table.text(id, "Discount");
    const cell = await table.edit(id, "Discount");
    await cell.getByRole("textbox", { name: "Discount" }).fill("55");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "choose 0 to 40 %" }).waitFor();
    expect(await cell.getByRole("textbox", { name: "Discount" }).inputValue()).toBe("55");
    await page.keyboard.press("Escape");
    await bothShow(id, "Discount", before);
  });

  test("that breaks the rule over the whole row says so", async () => {
    const id = newest()[4] ?? 0;
    const before = await table.text(id, "Due");
    const cell = await table.edit(id, "Due");
    await cell.getByLabel("Due").fill("2020-01-01");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Due date is before the order was placed." }).waitFor();
    await page.keyboard.press("Escape");
    await bothShow(id, "Due", before);
  });
});

describe("a new row", () => {
  test("is made in a form with a picker over 10,000 customers, and shows in the other tab", async () => {
    const [wanted] = sales.database.orders("where o.id = 4242");
    await page.getByRole("button", { name: "New order" }).click();
    const form = page.getByRole("dialog", { name: "New order" });
    await form.getByRole("button", { name: "Customer" }).click();
    await page.getByRole("status").filter({ hasText: "10,000 found" }).waitFor();
    await page.getByRole("combobox", { name: "Search Customer" }).fill(wanted?.customer ?? "");
    await page
      .getByRole("option", { name: wanted?.customer ?? "" })
      .first()
      .click();
    await form.getByRole("button", { name: "Product" }).click();
    await page.getByRole("combobox", { name: "Search Product" }).fill(wanted?.product ?? "");
    await page
      .getByRole("option", { name: wanted?.product ?? "" })
      .first()
      .click();
    await form.getByRole("textbox", { name: "Quantity" }).fill("3");
    await form.getByRole("textbox", { name: "Total" }).fill("1234.50");
    await form.getByRole("button", { name: "Create order" }).click();
    // Two fields are required and empty: said at the fields, nothing is sent.
    await form.getByText("2 to fix").waitFor();
    expect(sales.database.count("orders")).toBe(50_000);
    await pickDay(form, "Placed");
    await pickDay(form, "Due");
    await form.getByRole("button", { name: "Create order" }).click();
    await page.getByRole("status").filter({ hasText: "created" }).waitFor();
    await expect.poll(() => sales.database.count("orders")).toBe(50_001);
    const [id = 0] = sales.database.ids("order by o.id desc limit 1");
    const stored = sales.database.order(id);
    expect(stored).toMatchObject({ customer: wanted?.customer, product: wanted?.product, quantity: 3, total: 1234.5 });
    await expect.poll(() => other.counts()).toContain("50,001");
    await expect.poll(() => table.ids()).toContain(id);
    await bothShow(id, "Total", "$1,234.50");
  });

  async function pickDay(form: ReturnType<Page["getByRole"]>, label: string): Promise<void> {
    await form.getByRole("button", { name: label }).click();
    await page
      .getByRole("dialog")
      .last()
      .getByRole("button", { name: /^(25|25 .*)$/ })
      .first()
      .click();
    await page.keyboard.press("Escape");
  }
});

describe("deleting", () => {
  test("asks with the number, and the row leaves both tabs", async () => {
    const id = newest()[0] ?? 0;
    await table.row(id).getByRole("checkbox", { name: "Select row" }).check();
    await page.getByRole("button", { name: "Delete 1 order" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete 1 order?" });
    await dialog.waitFor();
    expect(
      await dialog.getByRole("button", { name: "Keep order" }).evaluate((it) => it === document.activeElement),
    ).toBe(true);
    await dialog.getByRole("button", { name: "Delete 1 order" }).click();
    await page.getByRole("status").filter({ hasText: "1 order deleted" }).waitFor();
    for (const one of [table, other]) await expect.poll(() => one.row(id).count()).toBe(0);
    expect(sales.database.order(id)).toBeUndefined();
  });
});

test("nothing of it was an error in the console", () => {
  expect(complaints.flat()).toEqual([]);
});
