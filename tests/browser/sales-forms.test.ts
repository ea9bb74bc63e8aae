// From one thing to the next in the crud template in production: from row to row in the drawer, from a notice to what it is about.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

let sales: Sales;
let page: Page;
let table: TableOnPage;
let complaints: readonly string[];
let ids: readonly number[];

beforeAll(async () => {
  sales = await startSales();
  const tab = await sales.open("/orders");
  ({ page, table } = tab);
  complaints = tab.complaints.errors;
  await table.ready();
  ids = sales.database.ids("order by o.placed_at desc, o.id desc limit 60");
});

afterAll(() => sales?.[Symbol.asyncDispose]());

const formOf = (id: number): Locator => page.getByRole("dialog", { name: `Order #${id}`, exact: true });

async function openForm(id: number): Promise<Locator> {
  await (await table.cell(id, "ID")).dblclick();
  const form = formOf(id);
  await form.waitFor();
  return form;
}

describe("the drawer of a row", () => {
  test("goes on to the next row and back by its arrows, which keep the focus, and by keys", async () => {
    const [first = 0, second = 0, third = 0] = ids;
    const form = await openForm(first);
    expect(await form.getByRole("button", { name: "Previous order" }).isDisabled()).toBe(true);
    await form.getByRole("button", { name: "Next order" }).click();
    await formOf(second).waitFor();
    await page.keyboard.press("Enter");
    await formOf(third).waitFor();
    await page.keyboard.press("Alt+ArrowUp");
    await formOf(second).waitFor();
    expect(await formOf(second).getByRole("textbox", { name: "Quantity" }).inputValue()).toBe(
      String(sales.database.order(second)?.quantity),
    );
  });

  test("asks before it leaves what was typed, and stays where that is wanted", async () => {
    const [, second = 0, third = 0] = ids;
    const form = formOf(second);
    await form.getByRole("textbox", { name: "Note" }).fill("not yet");
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(await form.getByRole("textbox", { name: "Note" }).inputValue()).toBe("not yet");
    await form.getByRole("button", { name: "Next order" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
    await formOf(third).waitFor();
    expect(sales.database.order(second)?.note).not.toBe("not yet");
  });

  test("takes the table along, and gives the focus to the row where it was left", async () => {
    for (const id of ids.slice(3, 45)) {
      await page.keyboard.press("Alt+ArrowDown");
      await formOf(id).waitFor();
    }
    await page.keyboard.press("Escape");
    await formOf(ids[44] ?? 0).waitFor({ state: "detached" });
    expect(await table.ids()).toContain(ids[44]);
    await expect.poll(() => table.row(ids[44] ?? 0).evaluate((row) => row.contains(document.activeElement))).toBe(true);
  });

  test("leads from its count of errors to the first of them", async () => {
    await page.getByRole("button", { name: "New order" }).click();
    const form = page.getByRole("dialog", { name: "New order" });
    await form.getByRole("button", { name: "Create order" }).click();
    await form.getByRole("button", { name: "Cancel" }).focus();
    await form.getByRole("button", { name: /to fix$/ }).click();
    expect(
      await form.getByRole("button", { name: "Customer" }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await expect
      .poll(() => page.getByRole("button", { name: "New order" }).evaluate((it) => it === document.activeElement))
      .toBe(true);
  });
});

test("the notice of an edit that is not saved leads back to its cell, however far away, with what was typed", async () => {
  const [, , , id = 0] = ids;
  await page.keyboard.press("Escape");
  await page.reload();
  await table.ready();
  const cell = await table.edit(id, "Discount");
  await cell.getByRole("textbox", { name: "Discount" }).fill("55");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "choose 0 to 40 %" }).waitFor();
  // The reader goes on, and is elsewhere altogether.
  await leaveEditor();
  await page.keyboard.press("Control+End");
  await expect.poll(() => table.lastIndex()).toBe(49_999);
  await goBack();
  // A search that leaves its row out goes.
  await leaveEditor();
  const search = page.getByRole("searchbox");
  await search.fill("nobody has this name");
  await page.getByText("No orders match").waitFor();
  await goBack();
  expect(await search.inputValue()).toBe("");
  await page.keyboard.press("Escape");
  await page.getByText("All changes saved").waitFor();

  /** Another editor opens, and is left: the draft is no longer held open. */
  async function leaveEditor(): Promise<void> {
    await (await table.cell(ids[6] ?? 0, "Note")).dblclick();
    await page.getByRole("textbox", { name: "Note" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("textbox", { name: "Note" }).waitFor({ state: "detached" });
  }

  async function goBack(): Promise<void> {
    await page.getByRole("button", { name: "1 not saved" }).click();
    const field = page.getByRole("textbox", { name: "Discount" });
    await expect.poll(() => field.inputValue()).toBe("55");
    await expect.poll(() => field.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await table.ids()).toContain(id);
  }
});

test("nothing of it was an error in the console", () => {
  expect(complaints).toEqual([]);
});

test("an edit that the server's end left behind is sent from its notice, also where a search leaves its row out", async () => {
  const [, , , , id = 0] = ids;
  await sales.app.stop("SIGKILL");
  await page.getByText("Connection lost").waitFor();
  const cell = await table.edit(id, "Quantity");
  await cell.getByRole("textbox", { name: "Quantity" }).fill("33");
  await page.keyboard.press("Enter");
  await page.getByText("1 edit waiting").waitFor();
  await page.getByRole("searchbox").fill("nobody has this name");
  await sales.app.start();
  await page.getByText("No orders match").waitFor();
  await page.getByRole("button", { name: "1 not saved" }).click();
  await expect.poll(() => sales.database.order(id)?.quantity).toBe(33);
  await page.getByText("All changes saved").waitFor();
  expect(await table.text(id, "Quantity")).toBe("33");
});
