// Pickers of references on a machine six times as slow: what is typed at once goes into the search, and Enter chooses its answer.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
});

afterAll(() => sales?.[Symbol.asyncDispose]());

/** Presses keys without waiting for anything between them: the next is sent while the page is busy with the one before. */
async function pressAtOnce(...keys: readonly string[]): Promise<void> {
  const { keyboard } = page;
  await Promise.all(keys.flatMap((key) => [keyboard.down(key), keyboard.up(key)]));
}

const search = (label: string): Locator => page.getByRole("combobox", { name: `Search ${label}` });

describe("in a form", () => {
  let form: Locator;
  let customer: Locator;

  beforeAll(async () => {
    await page.getByRole("button", { name: "New order" }).click();
    form = page.getByRole("dialog", { name: "New order" });
    customer = form.getByRole("button", { name: "Customer" });
    await customer.waitFor();
  });

  test("what is typed right after Enter stands in the search, in its order", async () => {
    await customer.focus();
    await pressAtOnce("Enter", ..."Larkspur bo");
    await expect.poll(() => search("Customer").inputValue()).toBe("Larkspur bo");
    await page.getByRole("option", { name: /Larkspur Books/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => search("Customer").count()).toBe(0);
    expect(await customer.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test("a letter on the closed picker opens it with that letter", async () => {
    await customer.focus();
    await pressAtOnce(..."Larkspur bi");
    await expect.poll(() => search("Customer").inputValue()).toBe("Larkspur bi");
    await page.getByRole("option", { name: /Larkspur Bikes/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("what is typed while the list of before still fades is a new search", async () => {
    await customer.focus();
    await pressAtOnce("Enter", "x", "y", "Escape", "Enter", ..."Lumen");
    await expect.poll(() => search("Customer").inputValue()).toBe("Lumen");
    await page.keyboard.press("Escape");
  });

  test("Enter before the answer is there chooses the first answer, and the next keys go to the next field", async () => {
    const [wanted] = sales.database.orders("where o.id = 4242");
    await customer.focus();
    await pressAtOnce("Enter", ...(wanted?.customer ?? ""), "Enter");
    await expect.poll(() => customer.textContent()).toContain(wanted?.customer);
    await pressAtOnce("Tab", ...(wanted?.product ?? "").slice(0, 12));
    await expect.poll(() => search("Product").inputValue()).toBe((wanted?.product ?? "").slice(0, 12));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await form.waitFor({ state: "detached" });
  });
});

test("in a cell, a letter opens the picker with that letter, and Enter stores the answer", async () => {
  const [id = 0] = await table.ids();
  const [wanted] = sales.database.orders("where o.id = 4242");
  const cell = await table.cell(id, "Customer");
  await cell.click();
  await pressAtOnce(...(wanted?.customer ?? ""), "Enter");
  await expect.poll(() => table.text(id, "Customer")).toBe(wanted?.customer);
  await expect.poll(() => sales.database.order(id)?.customer).toBe(wanted?.customer);
});

test("and so it does right after Enter", async () => {
  const [, id = 0] = await table.ids();
  await (await table.cell(id, "Product")).click();
  await pressAtOnce("Enter", ..."Alva mug");
  await expect.poll(() => search("Product").inputValue()).toBe("Alva mug");
  await page.keyboard.press("Escape");
  await expect.poll(() => search("Product").count()).toBe(0);
});

test("nothing of it was an error in the console", () => {
  expect(complaints).toEqual([]);
});
