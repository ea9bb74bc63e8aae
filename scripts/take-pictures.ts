// Takes the pictures of docs/images anew: the crud template, freshly seeded and built, in production, in both schemes and two widths.
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { atRest } from "../tests/browser/at-rest.ts";
import { launchBrowser } from "../tests/browser/launch.ts";
import { TableOnPage } from "../tests/browser/table-on-page.ts";
import { startSalesApp } from "../tests/support/sales-app.ts";
import { provideBrowser } from "./provide-browser.ts";

const folder = join(import.meta.dirname, "..", "docs", "images");
const narrow = { width: 400, height: 850 };
const wide = { width: 1280, height: 800 };

provideBrowser();
await using app = await startSalesApp();
const browser = await launchBrowser();
try {
  for (const colorScheme of ["light", "dark"] as const)
    for (const viewport of [wide, narrow]) await takeAll(browser, colorScheme, viewport);
} finally {
  await browser.close();
}

async function takeAll(browser: Browser, colorScheme: "light" | "dark", viewport: typeof wide): Promise<void> {
  const isNarrow = viewport === narrow;
  const touch = isNarrow ? { hasTouch: true, isMobile: true } : {};
  const context = await browser.newContext({ viewport, colorScheme, locale: "en-US", timezoneId: "UTC", ...touch });
  const page = await context.newPage();
  const name = `${colorScheme}${isNarrow ? "-400" : ""}`;
  await openOrders(page);
  await (isNarrow ? narrowList(page) : wideList(page));
  await take(page, `crud-list-${name}`);
  await openOrders(page);
  await formWithPicker(page, isNarrow);
  await take(page, `crud-form-${name}`);
  await context.close();
}

async function openOrders(page: Page): Promise<void> {
  await page.goto(`${app.address}/orders`);
  await page.locator('[role=row][row-id]:not([row-id^="~"])').nth(5).waitFor();
}

/** Two filters, three rows selected, and an edit that the model refuses. */
async function wideList(page: Page): Promise<void> {
  const table = new TableOnPage(page);
  await filter(page, table);
  const ids = await table.ids();
  for (const index of [2, 3, 5])
    await table
      .row(ids[index] ?? 0)
      .getByRole("checkbox")
      .check();
  const cell = await table.edit(ids[8] ?? 0, "Quantity");
  await cell.getByRole("textbox", { name: "Quantity" }).fill("12.5");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "whole number" }).waitFor();
}

async function narrowList(page: Page): Promise<void> {
  await filter(page, new TableOnPage(page));
  const boxes = page.getByRole("checkbox", { name: "Select row" });
  for (const index of [2, 3, 5]) await boxes.nth(index).check();
}

async function filter(page: Page, table: TableOnPage): Promise<void> {
  const status = await table.filterForm("Status");
  for (const word of ["Paid", "Pending", "Shipped"]) await status.getByRole("checkbox", { name: word }).check();
  await status.getByRole("button", { name: "Apply" }).click();
  const total = await table.filterForm("Total");
  await total.getByText("At least", { exact: true }).first().click();
  await total.getByRole("textbox", { name: "At least" }).fill("2000");
  await total.getByRole("button", { name: "Apply" }).click();
  await page.getByRole("status").filter({ hasText: "matching" }).waitFor();
}

/** Three changes, one of them refused, and the picker of customers searched. */
async function formWithPicker(page: Page, isNarrow: boolean): Promise<void> {
  const row = page.locator('[role=row][row-id]:not([row-id^="~"])').nth(2);
  if (isNarrow) await row.tap({ position: { x: 120, y: 24 } });
  else await row.locator(".rx-cell-id").click();
  const form = page.getByRole("dialog").first();
  await form.getByRole("textbox", { name: "Shipping" }).fill("48");
  await form.getByRole("textbox", { name: "Discount" }).fill("75");
  await form.getByRole("textbox", { name: "Note" }).fill("Deliver to the loading bay, call Ingrid on arrival.");
  await form.getByRole("button", { name: "Save order" }).click();
  await form.getByRole("button", { name: "1 to fix" }).waitFor();
  const customer: Locator = form.getByRole("button", { name: "Customer" });
  await customer.scrollIntoViewIfNeeded();
  await customer.click();
  await page.getByRole("combobox", { name: "Search Customer" }).fill("lar");
  await page.getByRole("option", { name: "Larkspur" }).first().waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await atRest(page);
  await page.screenshot({ path: join(folder, `${name}.png`), caret: "hide" });
  console.log(`docs/images/${name}.png`);
}
