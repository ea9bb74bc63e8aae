// The table of the crud template in production, scrolled while others write: no row stays blank, the row under the mouse
// stays where it is, and in the end the loaded rows are those of the database. The writers are tabs of this process:
// every write goes through the app's events, as when people work.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BusyWriters } from "./busy-writers.ts";
import { watchFrames, type FramesSeen } from "./frame-watch.ts";
import { startSales, type Sales } from "./start-sales.ts";
import type { TableOnPage } from "./table-on-page.ts";

/** How long others write while the table is scrolled; a share of it for each way to scroll. */
const writeMs = process.env["RX_TEST_LONG"] === "1" ? 30_000 : 6_000;

let sales: Sales;
let page: Page;
let table: TableOnPage;
let errors: readonly string[];

beforeAll(async () => {
  sales = await startSales();
  const tab = await sales.open("/orders");
  ({ page, table } = tab);
  ({ errors } = tab.complaints);
  await table.ready();
});

afterAll(() => sales?.[Symbol.asyncDispose]());

const newestFirst = "order by o.placed_at desc, o.id desc";

/** Index of the first row in view, as its reader is told it. */
const firstIndex = (): Promise<number> => table.firstIndex();

/** Nothing is blank or a skeleton any more. */
async function settles(): Promise<void> {
  await expect
    .poll(async () => {
      const watch = await watchFrames(page);
      await page.waitForTimeout(100);
      const { frames, blank, skeleton } = await watch.stop();
      return frames > 0 && blank === 0 && skeleton === 0;
    })
    .toBe(true);
}

/** All loaded rows, read in a window so high that all of them are drawn, are those of the database from the first one on. */
async function loadedRowsAreFresh(): Promise<void> {
  await page.mouse.move(10, 400);
  await page.setViewportSize({ width: 1960, height: 16_000 });
  await expect
    .poll(
      async () => {
        const shown = await table.drawnRows(["Customer", "Product", "Status", "Quantity", "Total", "Note"]);
        const count = shown.length;
        if (count < 100) return [`only ${count} rows are drawn`];
        const first = sales.database.order(shown[0]?.id ?? 0);
        if (first === undefined) return [`#${shown[0]?.id} is not there any more`];
        const where = "where (o.placed_at, o.id) <= (?, ?)";
        const fresh = sales.database.orders(`${where} ${newestFirst} limit ?`, first.placedAt, first.id, count);
        return fresh.flatMap((order, at) => {
          const status = order.status.charAt(0).toUpperCase() + order.status.slice(1);
          const total = order.total.toLocaleString("en-US", { style: "currency", currency: "USD" });
          const quantity = order.quantity.toLocaleString("en-US");
          const texts = [order.customer, order.product, status, quantity, total, order.note ?? "–"];
          const [is, wanted] = [`#${shown[at]?.id} ${shown[at]?.texts.join("|")}`, `#${order.id} ${texts.join("|")}`];
          return is === wanted ? [] : [`row ${at}: ${is}, in the database ${wanted}`];
        });
      },
      { timeout: 10_000, interval: 250 },
    )
    .toEqual([]);
  await page.setViewportSize({ width: 1960, height: 900 });
}

describe("50,000 rows", () => {
  test("the wheel and the scrollbar lead to row 49,000 and back, and no row stays blank", async () => {
    await table.dragTo(0.97);
    await settles();
    await expect.poll(firstIndex).toBeGreaterThan(45_000);
    await table.pointAt(200);
    await table.wheel((48_995 - (await firstIndex())) * 36, { steps: 20, restMs: 20 });
    await settles();
    const index = await firstIndex();
    expect(index).toBeGreaterThan(48_950);
    expect(index).toBeLessThanOrEqual(49_000);
    const there = await table.ids();
    expect(there).toEqual(sales.database.ids(`${newestFirst} limit ? offset ?`, there.length, index));
    await table.wheel(-3_000_000);
    await settles();
    await expect.poll(firstIndex).toBe(0);
    const back = await table.ids();
    expect(back).toEqual(sales.database.ids(`${newestFirst} limit ?`, back.length));
  });

  test("the scrollbar leads to the place that it stands for", async () => {
    const watch = await watchFrames(page);
    for (const share of [0.5, 0.1, 0.9]) {
      await table.dragTo(share);
      await settles();
      const index = await firstIndex();
      const there = await table.ids();
      expect(Math.abs(index / 50_000 - share)).toBeLessThan(0.04);
      expect(there).toEqual(sales.database.ids(`${newestFirst} limit ? offset ?`, there.length, index));
    }
    // Their numbers came with the rows, not a frame later.
    expect((await watch.stop()).renumbered).toEqual([]);
  });
});

describe("while three people write 100 times a second", () => {
  let writers: BusyWriters;
  beforeAll(async () => {
    writers = await BusyWriters.start(sales.app);
  });
  afterAll(() => writers?.[Symbol.dispose]());

  /** Does this while they write around the rows in view. */
  async function whileWriting(act: (until: number) => Promise<void>): Promise<FramesSeen> {
    const near = await firstIndex();
    const ms = writeMs / 3;
    const writing = writers.write({ perSecond: 100, ms, near });
    const watch = await watchFrames(page);
    await act(performance.now() + ms);
    const count = await writing;
    const seen = await watch.stop();
    console.log(
      `${count} writes, ${seen.frames} frames, ${seen.blank} blank, ${seen.skeleton} with skeleton lines, ${seen.moved.length} moved`,
    );
    expect(count).toBeGreaterThan((ms / 1_000) * 80);
    expect(seen.frames).toBeGreaterThan(10);
    return seen;
  }

  test("the row under a mouse at rest never moves", async () => {
    await table.dragTo(0.6);
    await settles();
    await table.pointAt(300);
    const seen = await whileWriting(async (until) => {
      await page.waitForTimeout(until - performance.now());
    });
    expect(seen.moved).toEqual([]);
    expect(seen.blank).toBe(0);
    await loadedRowsAreFresh();
  });

  test("slow scrolling by the wheel: rows follow the wheel alone", async () => {
    await table.pointAt(300);
    const seen = await whileWriting(async (until) => {
      while (performance.now() < until) await table.wheel(100, { restMs: 150 });
    });
    expect(seen.moved).toEqual([]);
    expect(seen.against).toEqual([]);
    await settles();
    await loadedRowsAreFresh();
  });

  test("fast scrolling by the wheel, down and up again", async () => {
    await table.pointAt(300);
    let steps = 0;
    const seen = await whileWriting(async (until) => {
      while (performance.now() < until)
        await table.wheel(Math.floor(steps++ / 15) % 2 === 0 ? 2_000 : -2_000, { restMs: 50 });
    });
    expect(seen.moved).toEqual([]);
    await settles();
    await loadedRowsAreFresh();
  });

  test("jumps by the scrollbar", async () => {
    let jumps = 0;
    const seen = await whileWriting(async (until) => {
      while (performance.now() < until) {
        await table.dragTo([0.2, 0.8, 0.45, 0.62][jumps++ % 4] ?? 0.5);
        // Long enough that the mouse is seen at rest.
        await page.waitForTimeout(900);
      }
    });
    expect(seen.moved).toEqual([]);
    await settles();
    await loadedRowsAreFresh();
  });
});

test("nothing of it was an error in the console", () => {
  expect(errors).toEqual([]);
});
