// How the crud template in production is to be used by those who do not see it, do not use a mouse, or have a small screen.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { atRest } from "./at-rest.ts";
import { startSales, type Sales } from "./start-sales.ts";
import { TableOnPage } from "./table-on-page.ts";

/** Rules that AG Grid itself breaks, in what it makes by itself: named here, so that no other rule passes unseen. */
const gridRules: readonly string[] = [];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let sales: Sales;

beforeAll(async () => {
  sales = await startSales({ width: 1280, height: 850 });
});

afterAll(() => sales?.[Symbol.asyncDispose]());

interface Violation {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly target: readonly unknown[] }[];
}

/** What axe finds serious or critical on the page as it stands, once what moves or fades has come to rest. */
async function seriousOn(page: Page): Promise<readonly string[]> {
  await atRest(page);
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ id, impact }) => (impact === "serious" || impact === "critical") && !gridRules.includes(id))
    .flatMap(({ id, nodes }) => nodes.map(({ html, target }) => `${id}: ${target.join(" ")} ${html.slice(0, 160)}`));
}

async function tableOf(page: Page): Promise<TableOnPage> {
  const table = new TableOnPage(page);
  await table.ready();
  return table;
}

describe.each(["light", "dark"] as const)("axe finds nothing serious in %s", (colorScheme) => {
  let page: Page;
  beforeAll(async () => {
    const context = await sales.browser.newContext({
      viewport: { width: 1280, height: 850 },
      colorScheme,
      locale: "en-US",
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  });
  afterAll(() => page?.context().close());

  test("on a list, its column menu, its filter and its question before deleting", async () => {
    await page.goto(`${sales.app.address}/orders`);
    const table = await tableOf(page);
    expect(await seriousOn(page)).toEqual([]);
    await page.getByRole("button", { name: "Total: sort and filter" }).click();
    await page.getByRole("menuitem", { name: "Sort highest first" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const form = await table.filterForm("Status");
    await form.getByRole("checkbox", { name: "Paid" }).check();
    expect(await seriousOn(page)).toEqual([]);
    await form.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Remove status filter" }).waitFor();
    const [id = 0] = await table.ids();
    await table.row(id).getByRole("checkbox", { name: "Select row" }).check();
    await page.getByRole("button", { name: "Delete 1 order" }).click();
    await page.getByRole("dialog", { name: "Delete 1 order?" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });

  test("on a form, its errors and its picker", async () => {
    await page.goto(`${sales.app.address}/orders`);
    await tableOf(page);
    await page.getByRole("button", { name: "New order" }).click();
    const form = page.getByRole("dialog", { name: "New order" });
    await form.getByRole("button", { name: "Create order" }).click();
    await form.getByText(/to fix/).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await form.getByRole("button", { name: /^Customer/ }).click();
    await page.getByRole("status").filter({ hasText: "10,000 found" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });

  test("on a customer's page and where there is no page", async () => {
    await page.goto(`${sales.app.address}/customers/1`);
    await tableOf(page);
    expect(await seriousOn(page)).toEqual([]);
    await page.goto(`${sales.app.address}/nothing`);
    await page.getByText("There is no such page").waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });
});

describe("400 pixels wide", () => {
  let page: Page;
  beforeAll(async () => {
    const viewport = { width: 400, height: 850 };
    const context = await sales.browser.newContext({ viewport, hasTouch: true, isMobile: true, locale: "en-US" });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  });
  afterAll(() => page?.context().close());

  /** Whatever a reader sees and what stands out to the right of the screen without a way to scroll there. */
  async function overflowing(): Promise<readonly string[]> {
    return page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const canScroll = (element: Element | null): boolean => {
        if (element === null || element === document.documentElement) return false;
        const { overflowX } = getComputedStyle(element);
        return overflowX !== "visible" || canScroll(element.parentElement);
      };
      const out = [...document.body.querySelectorAll<HTMLElement>("*")].filter((element) => {
        const { right, left, width: own } = element.getBoundingClientRect();
        return (
          own > 0 && left < width && right > width + 1 && element.checkVisibility() && !canScroll(element.parentElement)
        );
      });
      const whole =
        document.documentElement.scrollWidth > width
          ? [`the page is ${document.documentElement.scrollWidth} wide`]
          : [];
      return [...whole, ...out.map((element) => element.outerHTML.slice(0, 160))];
    });
  }

  test.each(["/", "/orders", "/customers", "/products", "/customers/1", "/nothing"])(
    "nothing overflows on %s",
    async (path) => {
      await page.goto(`${sales.app.address}${path}`);
      if (path === "/nothing") await page.getByText("There is no such page").waitFor();
      else await page.getByRole("grid").getByRole("row").nth(3).waitFor();
      expect(await overflowing()).toEqual([]);
      expect(await seriousOn(page)).toEqual([]);
    },
  );

  test("nothing overflows in a form, and it fills the screen", async () => {
    await page.goto(`${sales.app.address}/orders`);
    await page.getByRole("grid").getByRole("row").nth(3).waitFor();
    await page.getByRole("button", { name: "New order" }).tap();
    const form = page.getByRole("dialog", { name: "New order" });
    await form.getByRole("button", { name: "Create order" }).waitFor();
    await atRest(page);
    expect(await overflowing()).toEqual([]);
    expect((await form.boundingBox())?.width).toBe(400);
    expect(await seriousOn(page)).toEqual([]);
  });
});

describe("by keyboard alone", () => {
  let page: Page;
  let table: TableOnPage;
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  /** The name of what has the focus, as it is read out. */
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      const labels =
        element instanceof HTMLInputElement || element instanceof HTMLButtonElement ? element.labels : null;
      const cell = element?.getAttribute("role") === "gridcell" ? `cell ${element.getAttribute("col-id")}` : undefined;
      return (
        cell ??
        element?.getAttribute("aria-label") ??
        labels?.[0]?.textContent ??
        element?.textContent ??
        ""
      ).trim();
    });
  async function tabTo(name: RegExp, key = "Tab"): Promise<void> {
    for (let at = 0; at < 60 && !name.test(await focused()); at++) await press(key);
    expect(await focused()).toMatch(name);
  }

  beforeAll(async () => {
    const tab = await sales.open("/orders");
    ({ page } = tab);
    table = await tableOf(page);
  });

  test("a cell is found, edited and saved", async () => {
    const [, id = 0] = await table.ids();
    await tabTo(/^cell/);
    await press("ArrowDown");
    for (let at = 0; at < 12 && (await focused()) !== "cell quantity"; at++) await press("ArrowRight");
    await press("Enter");
    await press("Control+A");
    await page.keyboard.type("77");
    await press("Enter");
    await expect.poll(() => sales.database.order(id)?.quantity).toBe(77);
    expect(await focused()).toBe("cell quantity");
  });

  test("a header sorts by Enter", async () => {
    await press("Home");
    for (let at = 0; at < 20 && (await focused()) !== "Quantity"; at++) {
      await press((await focused()).startsWith("cell") ? "ArrowUp" : "ArrowRight");
    }
    expect(await focused()).toBe("Quantity");
    await press("Enter");
    await expect.poll(() => table.header("Quantity").getAttribute("aria-sort")).toBe("ascending");
    await press("Enter");
    await expect.poll(() => table.header("Quantity").getAttribute("aria-sort")).toBe("descending");
    await press("Enter");
    await expect.poll(() => table.header("Quantity").getAttribute("aria-sort")).toBe("none");
    expect(await focused()).toBe("Quantity");
  });

  test("a header's menu opens by a key, and Escape leads back to the header", async () => {
    const menu = page.getByRole("menu");
    for (const key of ["Alt+ArrowDown", "Shift+F10", "ContextMenu"]) {
      await press(key);
      await menu.waitFor();
      await expect.poll(focused).toBe("Sort lowest first");
      await press("Escape");
      await menu.waitFor({ state: "detached" });
      await expect.poll(focused).toBe("Quantity");
    }
    await tabTo(/^cell/);
  });

  test("a letter on a text begins to edit it, and does nothing else", async () => {
    await press("End");
    for (let at = 0; at < 12 && (await focused()) !== "cell note"; at++) await press("ArrowLeft");
    await press("n");
    await expect.poll(focused).toBe("Note");
    expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe("n");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await press("Escape");
    await expect.poll(focused).toBe("cell note");
  });

  test("the last row and the first are a key away", async () => {
    await press("Control+End");
    await expect.poll(() => table.lastIndex()).toBe(49_999);
    await press("Control+Home");
    await expect.poll(() => table.firstIndex()).toBe(0);
  });

  test("a row is selected and deleted", async () => {
    const [first = 0] = sales.database.ids("order by o.placed_at desc, o.id desc limit 1");
    // To the first column: the note's is far to the right, and the numbers are not drawn there.
    await press("Home");
    await expect.poll(async () => (await table.ids())[0]).toBe(first);
    await expect.poll(focused).toMatch(/^cell/);
    await press("ArrowDown");
    await press("ArrowUp");
    await press("Space");
    await page
      .getByRole("status")
      .filter({ hasText: /^1 selected$/ })
      .waitFor();
    await tabTo(/^Delete 1 order$/, "Shift+Tab");
    await press("Enter");
    await page.getByRole("dialog", { name: "Delete 1 order?" }).waitFor();
    await expect.poll(focused).toBe("Keep order");
    await tabTo(/^Delete 1 order$/);
    await press("Enter");
    await expect.poll(() => sales.database.order(first)).toBeUndefined();
  });

  test("an order is made", async () => {
    const before = sales.database.count("orders");
    await tabTo(/^New order/, "Shift+Tab");
    await press("Enter");
    await page.getByRole("dialog", { name: "New order" }).waitFor();
    const wanted = sales.database.orders("where o.id = 4242")[0];
    await choose(wanted?.customer ?? "");
    await press("Tab");
    await choose(wanted?.product ?? "");
    await tabTo(/^Total/);
    await page.keyboard.type("12.50");
    await tabTo(/^Placed/);
    await pickDay();
    await tabTo(/^Due/);
    await pickDay();
    await press("Control+Enter");
    await expect.poll(() => sales.database.count("orders")).toBe(before + 1);
    const [made] = sales.database.orders("order by o.id desc limit 1");
    expect(made).toMatchObject({ customer: wanted?.customer, product: wanted?.product, total: 12.5 });
  });

  async function choose(text: string): Promise<void> {
    await press("Enter");
    await page
      .getByRole("combobox", { name: /^Search/ })
      .last()
      .waitFor();
    await page.keyboard.type(text);
    await page.getByRole("option", { name: text }).first().waitFor();
    await expect.poll(() => page.locator("[role=option][data-combobox-selected]").count()).toBe(1);
    await press("Enter");
  }

  async function pickDay(): Promise<void> {
    await press("Enter");
    await page.getByRole("dialog").last().getByRole("button", { name: /^15/ }).first().waitFor();
    await tabTo(/^\d{1,2}( |$)/);
    await press("Enter");
    await press("Escape");
  }
});
