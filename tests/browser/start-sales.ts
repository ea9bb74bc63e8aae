import type { Browser, BrowserContext, Page } from "playwright-core";
import { startSalesApp, type SalesApp } from "../support/sales-app.ts";
import { launchBrowser } from "./launch.ts";
import { OrdersDatabase } from "./orders-database.ts";
import { TableOnPage } from "./table-on-page.ts";
import { watchPage, type PageComplaints } from "./watch-page.ts";

/** A sales app, its database, and a browser whose reader writes English and lives in UTC. */
export interface Sales extends AsyncDisposable {
  readonly app: SalesApp;
  readonly database: OrdersDatabase;
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** A tab on a page of the app; `table` waits for the rows of its table. */
  open(
    path: string,
  ): Promise<{ readonly page: Page; readonly table: TableOnPage; readonly complaints: PageComplaints }>;
}

/** Starts all of it: in production, or under `rx dev`. */
export async function startSales({ width = 1960, height = 900, development = false } = {}): Promise<Sales> {
  const app = await startSalesApp({ development });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-US", timezoneId: "UTC" });
  context.setDefaultTimeout(15_000);
  const database = new OrdersDatabase(app.database);
  return {
    app,
    database,
    browser,
    context,
    async open(path) {
      const page = await context.newPage();
      const complaints = watchPage(page);
      // Under `rx dev` a page is compiled when it is asked for.
      await page.goto(`${app.address}${path}`, { timeout: development ? 120_000 : 15_000 });
      return { page, table: new TableOnPage(page), complaints };
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      database[Symbol.dispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}
