// What the crud template's table does with many rows at once, in production: the file that is saved and the database tell.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;
let complaints: readonly string[];

beforeAll(async () => {
  sales = await startSales();
  const tab = await sales.open("/orders");
  ({ page, table } = tab);
  complaints = tab.complaints.errors;
  await table.ready();
});

afterAll(() => sales?.[Symbol.asyncDispose]());

/** Leaves the orders in which a text stands, so many as the database says; gives their numbers, newest first. */
async function searchFor(text: string): Promise<readonly number[]> {
  const ids = sales.database.ids(`where ${matches(text)} order by o.placed_at desc, o.id desc`);
  await page.getByRole("searchbox").fill(text);
  await expect.poll(() => table.counts()).toContain(` of ${ids.length.toLocaleString("en-US")} matching`);
  return ids;
}

/** Condition of the orders in which a text stands. */
function matches(text: string): string {
  return ["c.name", "p.name", "o.note", "o.status"].map((column) => `${column} like '%${text}%'`).join(" or ");
}

/** What is exported by a button, line by line, without the header. */
async function exported(button: string): Promise<readonly string[]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("Orders.csv");
  return readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\r\n")
    .slice(1);
}

test("exports the rows that match, in the order that is shown", async () => {
  await searchFor("larkspur");
  await table.sortBy("Total");
  await expect.poll(() => table.header("Total").getAttribute("aria-sort")).toBe("ascending");
  const lines = await exported("Export CSV");
  const wanted = sales.database.ids(`where ${matches("larkspur")} order by o.total, o.id`);
  expect(lines.map((line) => Number(line.split(",")[0]))).toEqual(wanted);
  await page.getByText(`Exporting ${wanted.length.toLocaleString("en-US")} orders to Orders.csv`).waitFor();
});

test("exports only the rows that are selected", async () => {
  const [first = 0, second = 0] = await table.ids();
  for (const id of [first, second]) await table.row(id).getByRole("checkbox").click();
  const lines = await exported("Export");
  expect(lines.map((line) => Number(line.split(",")[0]))).toEqual([first, second]);
});

test("writes one field into all that match, also those that were never loaded, and says how many", async () => {
  const ids = await searchFor("larkspur");
  const all = ids.length.toLocaleString("en-US");
  await page.getByRole("button", { name: `Select all ${all}` }).click();
  const bar = page.getByRole("group", { name: "Selected orders" });
  await bar.getByText(`All ${all} selected`).waitFor();
  await bar.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${all} orders` });
  await dialog.getByRole("combobox", { name: "Field" }).fill("Disc");
  await page.getByRole("option", { name: "Discount" }).click();
  await dialog.getByRole("textbox", { name: "Discount" }).fill("55");
  await page.keyboard.press("Enter");
  await dialog.getByText("Choose 0 to 40 %").waitFor();
  await dialog.getByRole("textbox", { name: "Discount" }).fill("7.25");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const where = `o.id in (${ids.join()})`;
  expect(sales.database.count("orders", `${where} and o.discount = 7.25`)).toBe(ids.length);
  expect(sales.database.count("orders", "o.discount = 7.25")).toBe(ids.length);
});

test("the selection of all ends with another search, and by Esc", async () => {
  const bar = page.getByRole("group", { name: "Selected orders" });
  await page.getByRole("searchbox").fill("");
  await bar.waitFor({ state: "detached" });
  await table.grid.getByRole("row").nth(2).getByRole("checkbox").click();
  await bar.waitFor();
  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
});

test("deletes all that match after it named their number", async () => {
  const ids = await searchFor("larkspur books");
  const words = `Delete ${ids.length.toLocaleString("en-US")} orders`;
  await table
    .row(ids[0] ?? 0)
    .getByRole("checkbox")
    .click();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: words }).click();
  await page
    .getByRole("dialog", { name: `${words}?` })
    .getByRole("button", { name: words })
    .click();
  await page.getByText("No orders match").waitFor();
  expect(sales.database.count("orders", `o.id in (${ids.join()})`)).toBe(0);
  await page.getByRole("group", { name: "Selected orders" }).waitFor({ state: "detached" });
});

test("hides a column, remembers it, and shows it again", async () => {
  await page.getByRole("searchbox").fill("");
  await table.ready();
  await page.getByRole("button", { name: /^Columns/ }).click();
  await page.getByRole("switch", { name: "Note" }).click();
  await table.header("Note").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.reload();
  await table.ready();
  expect(await table.header("Total").count()).toBe(1);
  expect(await table.header("Note").count()).toBe(0);
  await page.getByRole("button", { name: /^Columns/ }).click();
  await page.getByRole("switch", { name: "Note" }).click();
  await table.header("Note").waitFor();
  await page.keyboard.press("Escape");
});

test("imports a file: its columns are found, a check names each error, and only good rows are written", async () => {
  await page.goto(`${sales.app.address}/customers`);
  await table.ready();
  const before = sales.database.count("customers");
  await page.getByRole("button", { name: "Import CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Import customers" });
  const lines = [
    "Name,Place,Region,E-mail,Customer since,Remark",
    "Nord Import,Oslo,Nordics,one@import.example,2026-01-05,x",
    "Süd Import,Wien,DACH,no address,2026-01-06,x",
    "West Import,Gent,Benelux,three@import.example,2026-01-07,x",
  ];
  const file = { name: "new.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) };
  await page.locator("input[type=file]").setInputFiles(file);
  await dialog.getByText("A new row needs City").waitFor();
  await dialog.getByRole("combobox", { name: "Place goes to" }).fill("City");
  await page.getByRole("option", { name: "City", exact: true }).click();
  await dialog.getByRole("button", { name: "Check" }).click();
  await dialog.getByText("2 customers new, 1 row with errors").waitFor();
  const wrong = dialog.getByRole("row").filter({ hasText: "no address" });
  expect(await wrong.getByRole("cell").first().textContent()).toBe("3");
  expect(sales.database.count("customers")).toBe(before);
  const write = dialog.getByRole("button", { name: "Import 2 customers" });
  expect(await write.isDisabled()).toBe(true);
  await dialog.getByRole("checkbox", { name: "Leave out the row with an error" }).check();
  await write.click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("2 customers new").waitFor();
  expect(sales.database.count("customers")).toBe(before + 2);
});

test("nothing of it was an error in the console", () => {
  expect(complaints).toEqual([]);
});
