import { expect, test } from "vitest";
import { chinookRows, fillWithChinook } from "../support/chinook.ts";
import { musicShop } from "../support/music-shop.ts";
import { runRx } from "../support/run-rx.ts";
import { testDatabase } from "../support/servers/test-database.ts";
import { launchBrowser } from "./launch.ts";
import { watchPage } from "./watch-page.ts";

test("the studio shows the app's tables, secrets left out, and takes nothing unless it is told to", async () => {
  await using base = await testDatabase("postgres");
  await fillWithChinook(base);
  using app = await musicShop(base);
  const models = "app/models.ts";
  app.write(
    models,
    app.read(models).replace("phone: text({ max: 24 })", 'phone: text({ max: 24, label: "Call" }).secret()'),
  );
  await runRx(app, "db", "migrate").ended;
  const browser = await launchBrowser();
  try {
    for (const write of [false, true]) {
      await using server = runRx(app, "db", "studio", "--port", "0", ...(write ? ["--write"] : []));
      const address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
      const page = await browser.newPage();
      page.setDefaultTimeout(30_000);
      const complaints = watchPage(page);
      await page.goto(`${address}/customers`);
      const grid = page.getByRole("grid");
      const cell = grid.getByRole("gridcell", { name: "Gonçalves", exact: true });
      await cell.waitFor();
      await page
        .getByRole("status")
        .filter({ hasText: `of ${chinookRows.Customer}` })
        .waitFor();
      expect(await page.getByRole("columnheader", { name: "First name" }).count()).toBe(1);
      expect(await page.getByRole("columnheader", { name: /call|phone/i }).count()).toBe(0);
      await cell.dblclick();
      expect(await grid.getByRole("textbox").count()).toBe(write ? 1 : 0);
      expect(await page.getByText("Read only").count()).toBe(write ? 0 : 1);
      expect(complaints.errors).toEqual([]);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
