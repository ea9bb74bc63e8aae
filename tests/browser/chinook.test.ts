// An app that nobody wrote, on a database that nobody here designed: rx init --database, then every table's page in Chromium.
import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/orm/open-database.ts";
import { chinookRows, fillWithChinook } from "../support/chinook.ts";
import { musicShop } from "../support/music-shop.ts";
import type { PackedApp } from "../support/packed-app.ts";
import { runRx } from "../support/run-rx.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../support/servers/test-database.ts";
import { launchBrowser } from "./launch.ts";
import { watchPage } from "./watch-page.ts";

const long = process.env["RX_TEST_LONG"] === "1";

interface TablePage {
  readonly route: string;
  readonly rows: number;
  /** A column whose cells are written to, and its column in the database of each dialect; none: a table of keys alone. */
  readonly edit?: readonly [label: string, table: string, column: string];
}

const pages: readonly TablePage[] = [
  { route: "albums", rows: chinookRows.Album, edit: ["Title", "Album", "Title"] },
  { route: "artists", rows: chinookRows.Artist, edit: ["Name", "Artist", "Name"] },
  { route: "customers", rows: chinookRows.Customer, edit: ["First name", "Customer", "FirstName"] },
  { route: "employees", rows: chinookRows.Employee, edit: ["Last name", "Employee", "LastName"] },
  { route: "genres", rows: chinookRows.Genre, edit: ["Name", "Genre", "Name"] },
  { route: "invoices", rows: chinookRows.Invoice, edit: ["Billing city", "Invoice", "BillingCity"] },
  { route: "invoice-lines", rows: chinookRows.InvoiceLine, edit: ["Quantity", "InvoiceLine", "Quantity"] },
  { route: "media-types", rows: chinookRows.MediaType, edit: ["Name", "MediaType", "Name"] },
  { route: "playlists", rows: chinookRows.Playlist, edit: ["Name", "Playlist", "Name"] },
  { route: "playlist-tracks", rows: chinookRows.PlaylistTrack },
  { route: "tracks", rows: chinookRows.Track, edit: ["Name", "Track", "Name"] },
];

async function rx(app: PackedApp, ...args: readonly string[]): Promise<string> {
  const run = runRx(app, ...args);
  const status = await run.ended;
  const text = run.lines.join("\n");
  if (status !== 0) throw new Error(`rx ${args.join(" ")} ended with ${status}:\n${text}`);
  return text;
}

/** How often a value stands in a column, by the database itself. */
async function count(base: TestDatabase, table: string, column: string, value: string): Promise<number> {
  const snake = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
  const [from, where] = base.dialect === "postgres" ? [snake(table), snake(column)] : [table, column];
  const handle = await openDatabase(base.url);
  try {
    const quote = base.dialect === "mysql" ? "`" : '"';
    const text = `select count(*) from ${quote}${from}${quote} where ${quote}${where}${quote} = '${value}'`;
    const [[found] = []] = await handle.rows(text, []);
    return Number(found);
  } finally {
    await handle.database.close();
  }
}

async function visit(page: Page, address: string, base: TestDatabase, { route, rows, edit }: TablePage): Promise<void> {
  await page.goto(`${address}/${route}`);
  const grid = page.getByRole("grid");
  const drawn = grid.locator('[role=row][row-id]:not([row-id^="~"])');
  await drawn.first().waitFor();
  await page
    .getByRole("status")
    .filter({ hasText: `of ${rows.toLocaleString("en-US")}` })
    .waitFor();
  if (edit) {
    const [label, table, column] = edit;
    const value = column === "Quantity" ? "77" : `New ${route}`;
    const index = await page.getByRole("columnheader", { name: label, exact: true }).getAttribute("aria-colindex");
    await drawn.first().locator(`[role=gridcell][aria-colindex="${index}"]`).dblclick();
    await grid.getByRole("textbox", { name: label }).fill(value);
    await page.keyboard.press("Enter");
    await expect.poll(() => count(base, table, column, value), { timeout: 20_000 }).toBe(1);
  }
  // The last row is there as soon as somebody looks for it.
  await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await grid.locator(`[role=row][aria-rowindex="${rows + 1}"][row-id]:not([row-id^="~"])`).waitFor();
}

test.for(long ? dialectNames : (["sqlite"] as const))(
  "every table of a pulled database has a page that opens, pages, edits and saves: %s",
  // A whole app is made, built and gone through.
  { timeout: 900_000 },
  async (dialect) => {
    await using base = await testDatabase(dialect);
    await fillWithChinook(base);
    using app = await musicShop(base);
    expect(await rx(app, "db", "migrate")).toContain("applied 0001_baseline");
    expect(await rx(app, "db", "migrate")).toContain("Nothing is pending");
    expect(await rx(app, "db", "check")).toContain("are the same");
    expect(await rx(app, "db", "generate")).toContain("did not change");
    await rx(app, "build");
    await using server = runRx(app, "start", "--port", "0");
    const address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
    const browser: Browser = await launchBrowser();
    try {
      const context = await browser.newContext({
        viewport: { width: 1960, height: 900 },
        locale: "en-US",
        timezoneId: "UTC",
      });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const complaints = watchPage(page);
      await page.goto(address);
      for (const table of pages) await visit(page, address, base, table);
      expect(complaints.errors).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
