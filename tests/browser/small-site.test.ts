import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packedApp, type PackedApp } from "../support/packed-app.ts";
import { runRx, type RunningRx } from "../support/run-rx.ts";
import { launchBrowser } from "./launch.ts";
import { watchPage, type PageComplaints } from "./watch-page.ts";

let app: PackedApp;
let server: RunningRx;
let browser: Browser;
let page: Page;
let complaints: PageComplaints;
let address: string;

beforeAll(async () => {
  app = packedApp(join(import.meta.dirname, "../fixtures/small-site"), { name: "small-site" });
  const build = runRx(app, "build");
  if ((await build.ended) !== 0) throw new Error(build.lines.join("\n"));
  server = runRx(app, "start", "--port", "0", "--migrate");
  address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
  browser = await launchBrowser();
  page = await browser.newPage();
  complaints = watchPage(page, { expected: /status of 404/ });
});

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  app?.[Symbol.dispose]();
});

const heading = (text: string): Promise<void> => page.getByRole("heading", { name: text }).waitFor();
const follow = (name: string): Promise<void> => page.getByRole("link", { name }).click();

describe("a built app in Chromium", () => {
  test("a page without States is in the file that is sent", async () => {
    const response = await page.goto(`${address}/`);
    expect(await response?.text()).toContain("Start page");
    expect(await page.title()).toBe("Small site");
    await heading("Start page");
  });

  test("links go to other pages without loading the app anew, and State is kept", async () => {
    await page.evaluate(() => Object.assign(window, { loaded: "once" }));
    await follow("Counter");
    await heading("Count 0");
    await page.getByRole("button", { name: "Add" }).click();
    await heading("Count 1");
    await follow("Start");
    await heading("Start page");
    await follow("Counter");
    await heading("Count 1");
    expect(await page.evaluate(() => Reflect.get(window, "loaded"))).toBe("once");
  });

  test("a dynamic page is opened by link, with its parameters and query", async () => {
    await follow("Item 7");
    await heading("Item number 7");
    expect(await page.locator("p").getAttribute("data-id")).toBe("7");
    expect(await page.locator("p").textContent()).toBe("lines");
    await follow("Item 8");
    await heading("Item number 8");
    expect(await page.locator("p").textContent()).toBe("facts");
  });

  test("a url var makes a step that the back button takes back, then the pages before it", async () => {
    await page.getByRole("button", { name: "Lines" }).click();
    await page.waitForURL("**/items/8?tab=lines");
    await page.getByText("lines", { exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL("**/items/8");
    await page.getByText("facts", { exact: true }).waitFor();
    await page.goBack();
    await heading("Item number 7");
    expect(page.url()).toBe(`${address}/items/7?tab=lines`);
    await page.goForward();
    await heading("Item number 8");
    expect(page.url()).toBe(`${address}/items/8`);
  });

  test("a dynamic page is opened by its address, and again after a reload", async () => {
    await page.goto(`${address}/items/42?tab=lines`);
    await heading("Item number 42");
    await page.reload();
    await heading("Item number 42");
    expect(await page.locator("p").textContent()).toBe("lines");
    await page.goto(`${address}/docs/x/y%20y/z`);
    await heading("Docs x > y y > z");
  });

  test("an unknown address gets the app's own page with status 404, and its links work", async () => {
    const response = await page.goto(`${address}/nothing/like/it`);
    expect(response?.status()).toBe(404);
    await heading("Nothing lives here");
    await follow("Counter");
    await heading("Count 1");
  });

  test("nothing of it was an error in the console", () => {
    expect(complaints.errors).toEqual([]);
  });

  test("no file of the build holds a canary, and the search finds what does ship", () => {
    const files = readdirSync(join(app.folder, ".rx/build/out"), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
    expect(texts.filter((text) => text.includes("CANARY"))).toEqual([]);
    expect(texts.some((text) => text.includes("Nothing lives here"))).toBe(true);
  });
});
