// The server goes away and comes again while somebody is at work: the banner says it, the tab comes back by itself, and
// what docs/state.md says survives does.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startBuiltApp, type BuiltApp } from "../support/built-app.ts";
import { launchBrowser } from "./launch.ts";
import { TableOnPage } from "./table-on-page.ts";
import { watchPage, type PageComplaints } from "./watch-page.ts";

let app: BuiltApp;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let table: TableOnPage;
let complaints: PageComplaints;

beforeAll(async () => {
  app = await startBuiltApp({ source: join(import.meta.dirname, "../fixtures/desk"), name: "desk" });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1200, height: 900 }, locale: "en-US", timezoneId: "UTC" });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  // What a browser says of a socket that cannot be opened.
  complaints = watchPage(page, { expected: /ERR_CONNECTION_REFUSED|WebSocket connection/ });
  table = new TableOnPage(page);
  await page.goto(app.address);
  await page.getByRole("grid").getByText("Entry 3", { exact: true }).waitFor();
});

afterEach(async () => {
  expect(complaints.errors).toEqual([]);
  await context.close();
});

const field = (name: string): Locator => page.getByRole("textbox", { name });
const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const line = (text: string): Promise<void> => page.getByLabel("Line").getByText(text).waitFor();
const count = async (): Promise<string> => (await page.getByLabel("Count").textContent()) ?? "";
const banner = (): Locator => page.getByRole("status").filter({ hasText: /reconnecting/i });

/** Types, sorts, filters and scrolls; gives what is seen of it. */
async function work(): Promise<() => Promise<unknown>> {
  await field("Note").fill("what I was typing");
  await field("Find").fill("Entry");
  await press("Add");
  await press("Done");
  await page.waitForURL("**/?tab=done");
  await table.sortBy("Size");
  await table.sortBy("Size");
  const form = await table.filterForm("Kind");
  await form.getByRole("checkbox", { name: "Parcel" }).check();
  await form.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => table.counts()).toContain("1,000 matching");
  await table.pointAt(100);
  await table.wheel(9_000, { steps: 10, restMs: 30 });
  await expect.poll(async () => (await scroll()) > 8_000).toBe(true);
  await line("live, 0 waiting");
  await expect.poll(async () => (await table.ids()).every((id) => id > 0)).toBe(true);
  return async () => ({
    url: page.url(),
    note: await field("Note").inputValue(),
    find: await field("Find").inputValue(),
    sort: await table.header("Size").getAttribute("aria-sort"),
    scroll: Math.round(await scroll()),
    ids: await table.ids(),
    counts: await table.counts(),
  });
}

/** How far the table is scrolled, in pixels. */
function scroll(): Promise<number> {
  return table.grid.evaluate((grid) => {
    const all = [grid, ...grid.querySelectorAll("*")];
    return Math.max(...all.map((one) => one.scrollTop));
  });
}

/** One row of the database, as it is stored. */
function read(sql: string): unknown {
  const database = new Database(app.database, { readonly: true });
  try {
    return database.prepare(sql).get();
  } finally {
    database.close();
  }
}

const entry = (id: number): unknown => read(`select * from entries where id = ${id}`);

/** Changes the database behind the server's back. */
function change(sql: string): void {
  const database = new Database(app.database);
  database.exec(sql);
  database.close();
}

describe("the server is killed and started again", () => {
  test("reconnecting shows within 2 s, and the tab comes back by itself with all that was seen", async () => {
    const seen = await work();
    const before = await seen();
    const killed = Date.now();
    await app.stop("SIGKILL");
    await banner().waitFor();
    expect(Date.now() - killed).toBeLessThan(2_000);
    expect(await seen()).toEqual(before);
    await app.start();
    await line("live, 0 waiting");
    await expect.poll(seen).toEqual(before);
    await banner().waitFor({ state: "detached" });
    // Vars begin anew, and `onLoad` runs; what was typed was sent up again.
    expect(await count()).toContain("0 counted, 1 loaded, 3000 matching, tab done");
    expect(JSON.parse((await page.getByLabel("Heard").textContent()) ?? "")).toEqual([
      "Entry",
      "what I was typing",
      "",
    ]);
    // It is a live table: what somebody edits now shows.
    await page.getByText("All changes saved").waitFor();
  });

  test("a draft in a cell is kept and saved after it, and what was clicked meanwhile happens", async () => {
    await table.edit(1, "Title");
    await field("Title").fill("Entry one, anew");
    await app.stop("SIGKILL");
    await banner().waitFor();
    await field("Title").press("End");
    await page.keyboard.type("!");
    await app.start();
    await line("live, 0 waiting");
    expect(await field("Title").inputValue()).toBe("Entry one, anew!");
    await field("Title").press("Enter");
    await expect.poll(() => table.text(1, "Title")).toBe("Entry one, anew!");
    await page.getByText("All changes saved").waitFor();
    const other = await context.newPage();
    await other.goto(app.address);
    await other.getByRole("grid").getByText("Entry one, anew!", { exact: true }).waitFor();
  });

  test("an edit that was saved without a line is stored once the line is back", async () => {
    await table.edit(2, "Title");
    await app.stop("SIGKILL");
    await banner().waitFor();
    await field("Title").fill("Entry two, anew");
    await field("Title").press("Enter");
    await page.getByText("1 edit waiting").waitFor();
    await app.start();
    await line("live, 0 waiting");
    await page.getByText("All changes saved").waitFor();
    await expect.poll(() => table.text(2, "Title")).toBe("Entry two, anew");
  });

  test("events that were not sent go out in order, after what was typed before them", async () => {
    await app.stop("SIGKILL");
    await banner().waitFor();
    for (const text of ["first", "second"]) {
      await field("Note").fill(text);
      await press("Keep");
    }
    await line("4 waiting");
    await app.start();
    await line("live, 0 waiting");
    await field("Find").fill("Kept");
    await expect
      .poll(() => page.getByRole("grid").locator("[row-id] [col-id=title]").allTextContents())
      .toEqual(["Kept first", "Kept second"]);
  });

  test("the visitor is the same one: the cookie holds", async () => {
    const before = await context.cookies();
    expect(before).toHaveLength(1);
    await app.stop("SIGKILL");
    await banner().waitFor();
    await app.start();
    await line("live, 0 waiting");
    await page.reload();
    await line("live, 0 waiting");
    const values = async (): Promise<readonly string[]> => (await context.cookies()).map(({ value }) => value);
    expect(await values()).toEqual(before.map(({ value }) => value));
  });
});

test("F5 keeps vars, typed text and address, runs onLoad again, and begins the table anew", async () => {
  await work();
  await page.reload();
  await line("live, 0 waiting");
  await expect.poll(count).toContain("1 counted, 2 loaded, 3000 matching, tab done");
  expect(page.url()).toBe(`${app.address}/?tab=done`);
  expect(await field("Note").inputValue()).toBe("what I was typing");
  expect(await table.header("Size").getAttribute("aria-sort")).toBe("none");
  expect(await scroll()).toBe(0);
});

test("F5 over a draft, in a cell or a form: the browser asks first, then the draft is gone", async () => {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await table.edit(11, "Title");
  await field("Title").press("End");
  await page.keyboard.type("!");
  await page.reload();
  await table.ready();
  expect(asked).toEqual(["beforeunload"]);
  expect(await table.text(11, "Title")).toBe("Entry 11");
  await page.goto(`${app.address}/forms`);
  await table.ready();
  await (await table.cell(11, "ID")).dblclick();
  const form = page.getByRole("dialog", { name: "Entry 11" });
  await form.getByRole("textbox", { name: "Title" }).fill("Typed");
  await page.reload();
  await table.ready();
  expect(asked).toEqual(["beforeunload", "beforeunload"]);
  expect(await form.count()).toBe(0);
  // Nothing is asked where nothing was typed.
  await page.reload();
  expect(asked).toHaveLength(2);
});

test("a tab that is closed takes all but its address along", async () => {
  await work();
  const address = page.url();
  await page.close();
  page = await context.newPage();
  table = new TableOnPage(page);
  await page.goto(address);
  await expect.poll(count).toMatch(/^0 counted, 1 loaded, \d+ matching, tab done$/);
  expect(await field("Note").inputValue()).toBe("");
  expect(await table.header("Size").getAttribute("aria-sort")).toBe("none");
});

describe("a form is open when the server is killed", () => {
  beforeEach(async () => {
    await page.goto(`${app.address}/forms`);
    await table.ready();
  });

  test("what was typed is kept, a save that was not sent goes out, and is stored once", async () => {
    const form = await openForm(5);
    await form.getByRole("textbox", { name: "Title" }).fill("Entry five, anew");
    await app.stop("SIGKILL");
    await banner().waitFor();
    await form.getByRole("textbox", { name: "Size" }).fill("55");
    await form.getByRole("button", { name: "Save entry" }).click();
    await line("1 waiting");
    await app.start();
    await page.getByRole("status").filter({ hasText: "saved" }).waitFor();
    await form.waitFor({ state: "detached" });
    expect(entry(5)).toMatchObject({ title: "Entry five, anew", size: 55 });
    await expect.poll(() => table.text(5, "Title")).toBe("Entry five, anew");
  });

  test("what others stored meanwhile is asked about, with both values", async () => {
    const form = await openForm(6);
    await form.getByRole("textbox", { name: "Title" }).fill("Mine");
    await app.stop("SIGKILL");
    await banner().waitFor();
    change("update entries set title = 'Theirs' where id = 6");
    await form.getByRole("button", { name: "Save entry" }).click();
    await line("1 waiting");
    await app.start();
    // The form is named by the row as it is now.
    const now = page.getByRole("dialog", { name: "Theirs" });
    const question = now.getByRole("alert").filter({ hasText: "Theirs" });
    await question.filter({ hasText: "Mine" }).waitFor();
    expect(await now.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Mine");
    expect(entry(6)).toMatchObject({ title: "Theirs" });
  });

  test("a form that comes through it untouched saves like any other", async () => {
    const form = await openForm(7);
    await form.getByRole("textbox", { name: "Title" }).fill("Entry seven, anew");
    await app.stop("SIGKILL");
    await banner().waitFor();
    await app.start();
    await line("live, 0 waiting");
    expect(await form.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Entry seven, anew");
    await form.getByRole("button", { name: "Save entry" }).click();
    await form.waitFor({ state: "detached" });
    expect(entry(7)).toMatchObject({ title: "Entry seven, anew" });
  });

  test("a new row that was not sent, or was on its way, is made once", async () => {
    await page.getByRole("button", { name: "New entry" }).click();
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByRole("textbox", { name: "Title" }).fill("Held");
    await form.getByRole("textbox", { name: "Size" }).fill("1");
    await form.getByRole("combobox", { name: "Kind" }).click();
    await page.getByRole("option", { name: "Card" }).click();
    await form.getByRole("button", { name: "Create entry" }).click();
    await line("live, 1 waiting");
    await app.stop("SIGKILL");
    await banner().waitFor();
    writeFileSync(join(app.folder, "released"), "");
    await app.start();
    await form.waitFor({ state: "detached" });
    expect(read("select count(*) as count from entries where title = 'Held'")).toEqual({ count: 1 });
  });

  test("a deletion that was not sent deletes the row that was meant", async () => {
    const form = await openForm(8);
    await form.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: /Delete/ }).click();
    const dialog = page.getByRole("dialog", { name: "Delete 1 entry?" });
    await expect.poll(() => dialog.getByRole("button", { name: "Delete 1 entry" }).isEnabled()).toBe(true);
    await app.stop("SIGKILL");
    await banner().waitFor();
    await dialog.getByRole("button", { name: "Delete 1 entry" }).click();
    await line("1 waiting");
    await app.start();
    await dialog.waitFor({ state: "detached" });
    expect(entry(8)).toBeUndefined();
    expect(entry(9)).toBeDefined();
  });

  test("of rows that were selected nothing is deleted, and a line says so", async () => {
    await table.row(10).getByRole("checkbox", { name: "Select row" }).check();
    await page.getByRole("button", { name: "Delete 1 entry" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete 1 entry?" });
    await expect.poll(() => dialog.getByRole("button", { name: "Delete 1 entry" }).isEnabled()).toBe(true);
    await app.stop("SIGKILL");
    await banner().waitFor();
    await dialog.getByRole("button", { name: "Delete 1 entry" }).click();
    await app.start();
    await dialog.getByRole("alert").filter({ hasText: "choose the rows again" }).waitFor();
    expect(entry(10)).toBeDefined();
  });

  async function openForm(id: number): Promise<Locator> {
    await (await table.cell(id, "ID")).dblclick();
    const form = page.getByRole("dialog", { name: new RegExp(`Entry ${id}`) });
    await form.waitFor();
    return form;
  }
});
