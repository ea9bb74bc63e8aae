// Two people at the same rows of the crud template, in production: what one of them types is never lost to the other's save.
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

interface Person {
  readonly page: Page;
  readonly table: TableOnPage;
  readonly errors: readonly string[];
}

let sales: Sales;
let anna: Person;
let ben: Person;
let ids: readonly number[];

beforeAll(async () => {
  sales = await startSales();
  [anna, ben] = [await person(), await person()];
});

afterAll(() => sales?.[Symbol.asyncDispose]());

beforeEach(async () => {
  ids = sales.database.ids("order by o.placed_at desc, o.id desc limit 10");
  for (const { page, table } of [anna, ben]) {
    await page.goto(`${sales.app.address}/orders`);
    await expect.poll(async () => (await table.ids()).slice(0, 10)).toEqual(ids);
  }
});

async function person(): Promise<Person> {
  const { page, table, complaints } = await sales.open("/orders");
  return { page, table, errors: complaints.errors };
}

/** Opens a cell's editor and types into it. */
async function type({ page, table }: Person, id: number, column: string, text: string): Promise<Locator> {
  await page.bringToFront();
  const cell = await table.edit(id, column);
  const field = cell.getByRole("textbox", { name: column });
  await field.fill(text);
  return field;
}

/** Opens a row's form. */
async function openForm({ page, table }: Person, id: number): Promise<Locator> {
  await page.bringToFront();
  await (await table.cell(id, "ID")).dblclick();
  const form = page.getByRole("dialog", { name: new RegExp(`${id}`) });
  await form.waitFor();
  return form;
}

const saveForm = (form: Locator): Promise<void> => form.getByRole("button", { name: "Save order" }).click();
const stored = (id: number) => sales.database.order(id);

describe("in cells", () => {
  test("a save of one column leaves the other's draft of another column alone, and both are stored", async () => {
    const id = ids[0] ?? 0;
    const total = await type(ben, id, "Total", "777.25");
    await type(anna, id, "Note", "Anna's note");
    await anna.page.keyboard.press("Enter");
    await expect.poll(() => stored(id)?.note).toBe("Anna's note");
    await expect.poll(() => ben.table.text(id, "Note")).toBe("Anna's note");
    expect(await total.inputValue()).toBe("777.25");
    expect(await total.evaluate((field) => field === document.activeElement)).toBe(true);
    await ben.page.bringToFront();
    await ben.page.keyboard.press("Enter");
    await expect.poll(() => stored(id)).toMatchObject({ note: "Anna's note", total: 777.25 });
    await expect.poll(() => anna.table.text(id, "Total")).toBe("$777.25");
  });

  test("who saves a value second is asked with both, and can keep theirs", async () => {
    const id = ids[1] ?? 0;
    await type(ben, id, "Note", "Ben's words");
    await type(anna, id, "Note", "Anna's words");
    await anna.page.keyboard.press("Enter");
    await expect.poll(() => stored(id)?.note).toBe("Anna's words");
    await expect.poll(() => anna.table.text(id, "Note")).toBe("Anna's words");
    const question = await saveSecond(id);
    await question.getByRole("button", { name: "Keep theirs" }).click();
    await expect.poll(() => ben.table.text(id, "Note")).toBe("Anna's words");
    expect(stored(id)?.note).toBe("Anna's words");
  });

  test("or save theirs over it", async () => {
    const id = ids[2] ?? 0;
    await type(ben, id, "Note", "Ben's words");
    await type(anna, id, "Note", "Anna's words");
    await anna.page.keyboard.press("Enter");
    await expect.poll(() => stored(id)?.note).toBe("Anna's words");
    const question = await saveSecond(id);
    await question.getByRole("button", { name: "Save mine" }).click();
    await expect.poll(() => stored(id)?.note).toBe("Ben's words");
    for (const { table } of [anna, ben]) await expect.poll(() => table.text(id, "Note")).toBe("Ben's words");
  });

  async function saveSecond(id: number): Promise<Locator> {
    await ben.page.bringToFront();
    await ben.page.keyboard.press("Enter");
    const question = ben.page.getByRole("alertdialog", { name: "Note was changed meanwhile" });
    await question.waitFor();
    expect(await question.getByRole("definition").allTextContents()).toEqual(["Anna's words", "Ben's words"]);
    expect(stored(id)?.note).toBe("Anna's words");
    return question;
  }
});

describe("in forms", () => {
  test("a save of one field leaves the other's draft of another field alone, and both are stored", async () => {
    const id = ids[3] ?? 0;
    const bens = await openForm(ben, id);
    await bens.getByRole("textbox", { name: "Total" }).fill("888.50");
    const annas = await openForm(anna, id);
    await annas.getByRole("textbox", { name: "Note" }).fill("Anna's note");
    await saveForm(annas);
    await expect.poll(() => stored(id)?.note).toBe("Anna's note");
    await expect.poll(() => bens.getByRole("textbox", { name: "Note" }).inputValue()).toBe("Anna's note");
    expect(await bens.getByRole("textbox", { name: "Total" }).inputValue()).toContain("888.50");
    await ben.page.bringToFront();
    await saveForm(bens);
    await expect.poll(() => stored(id)).toMatchObject({ note: "Anna's note", total: 888.5 });
  });

  test("who saves a field second is asked with both values; until then nothing is written", async () => {
    const id = ids[4] ?? 0;
    const bens = await openForm(ben, id);
    await bens.getByRole("textbox", { name: "Note" }).fill("Ben's words");
    await bens.getByRole("textbox", { name: "Quantity" }).fill("41");
    const annas = await openForm(anna, id);
    await annas.getByRole("textbox", { name: "Note" }).fill("Anna's words");
    await saveForm(annas);
    await expect.poll(() => stored(id)?.note).toBe("Anna's words");
    await ben.page.bringToFront();
    await saveForm(bens);
    const question = bens.getByRole("alert").filter({ hasText: "Note was changed by somebody else, too" });
    await question.waitFor();
    expect(await question.getByRole("definition").allTextContents()).toEqual(["Anna's words", "Ben's words"]);
    expect(stored(id)).toMatchObject({ note: "Anna's words" });
    expect(stored(id)?.quantity).not.toBe(41);
    await question.getByRole("button", { name: "Use mine" }).click();
    // The question is gone with its button; the keys of the form work on.
    await ben.page.keyboard.press("Control+Enter");
    await expect.poll(() => stored(id)).toMatchObject({ note: "Ben's words", quantity: 41 });
  });
});

test("a draft stays on its row when two rows are inserted above it, and is saved into that row", async () => {
  const fifth = ids[4] ?? 0;
  const before = sales.database.count("orders");
  const note = await type(anna, fifth, "Note", "for the fifth row");
  for (const total of ["1.25", "2.25"]) await create(ben, fifth, total);
  // The new ones stand above it, and the row that is typed into is another in number, the same on the screen.
  const now = sales.database.ids("order by o.placed_at desc, o.id desc limit 10");
  expect(now.indexOf(fifth)).toBe(6);
  await expect.poll(() => anna.table.counts()).toContain((before + 2).toLocaleString("en-US"));
  await anna.page.bringToFront();
  expect(await note.inputValue()).toBe("for the fifth row");
  expect(await note.evaluate((field) => field === document.activeElement)).toBe(true);
  await anna.page.keyboard.type(", and more");
  await anna.page.keyboard.press("Enter");
  await expect.poll(() => stored(fifth)?.note).toBe("for the fifth row, and more");
  for (const id of now.filter((one) => one !== fifth)) expect(stored(id)?.note ?? "").not.toContain("for the fifth");
  await expect.poll(() => ben.table.text(fifth, "Note")).toBe("for the fifth row, and more");
});

/** A new order, as new as can be: above all others. */
async function create({ page }: Person, like: number, total: string): Promise<void> {
  const { customer = "", product = "" } = stored(like) ?? {};
  await page.bringToFront();
  await page.getByRole("button", { name: "New order" }).click();
  const form = page.getByRole("dialog", { name: "New order" });
  for (const [label, name] of [
    ["Customer", customer],
    ["Product", product],
  ] as const) {
    await form.getByRole("button", { name: label }).click();
    await page.getByRole("combobox", { name: `Search ${label}` }).fill(name);
    await page.getByRole("option", { name }).first().click();
  }
  await form.getByRole("textbox", { name: "Total" }).fill(total);
  for (const label of ["Placed", "Due"]) {
    await form.getByRole("button", { name: label }).click();
    const calendar = page.getByRole("dialog").filter({ has: page.getByRole("table") });
    await calendar
      .getByRole("button", { name: /^(28|28 .*)$/ })
      .last()
      .click();
    // A point in time has its clock there, too; a day closes its calendar itself.
    if (label === "Placed") await page.keyboard.press("Escape");
    await calendar.waitFor({ state: "detached" });
  }
  await form.getByRole("button", { name: "Create order" }).click();
  await form.waitFor({ state: "detached" });
}

test("nothing of it was an error in the console", () => {
  expect([...anna.errors, ...ben.errors]).toEqual([]);
});
