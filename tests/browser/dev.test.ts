import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { packedApp, type PackedApp } from "../support/packed-app.ts";
import { runRx, type RunningRx } from "../support/run-rx.ts";
import { launchBrowser } from "./launch.ts";

let app: PackedApp;
let dev: RunningRx;
let browser: Browser;
let page: Page;
let address: string;
const counter = "app/pages/counter.tsx";

afterEach(({ task }) => {
  if (task.result?.state === "fail") console.log(dev.lines.join("\n"));
});

beforeAll(async () => {
  app = packedApp(join(import.meta.dirname, "../fixtures/small-site"), { name: "dev-site" });
  dev = runRx(app, "dev", "--port", "3900");
  address = /http:\S+/.exec(await dev.line(/Ready on/))?.[0] ?? "";
  browser = await launchBrowser();
  page = await browser.newPage();
  // The first page is compiled when it is asked for.
  await page.goto(`${address}/counter`, { timeout: 120_000 });
  page.setDefaultTimeout(20_000);
  await heading("Count 0");
  await page.getByRole("button", { name: "Add" }).click();
  await heading("Count 1");
  await page.getByLabel("Draft").fill("what I was typing");
});

afterAll(async () => {
  await browser?.close();
  await dev?.[Symbol.asyncDispose]();
  app?.[Symbol.dispose]();
});

const heading = (text: string): Promise<void> => page.getByRole("heading", { name: text }).waitFor();
const draft = (): Promise<string> => page.getByLabel("Draft").inputValue();
const edit = (file: string, from: string, to: string): void => app.write(file, app.read(file).replace(from, to));

describe("rx dev in Chromium", { timeout: 40_000 }, () => {
  test("an edited page shows with what was typed kept", async () => {
    edit(counter, "        Add\n", "        Add one\n");
    await page.getByRole("button", { name: "Add one" }).waitFor();
    expect(await draft()).toBe("what I was typing");
    await heading("Count 1");
  });

  test("an edited event runs its new code, with State and what was typed kept", async () => {
    edit(counter, "const step = 1;", "const step = 10;");
    await expect
      .poll(
        async () => {
          await page.getByRole("button", { name: "Add one" }).click();
          return page.getByRole("heading").textContent();
        },
        { timeout: 15_000, interval: 200 },
      )
      .toMatch(/Count \d*1\d$/);
    expect(await draft()).toBe("what I was typing");
  });

  test("a var that is new arrives with the page that shows it", async () => {
    const text = app
      .read(counter)
      .replace("  count = 0;", '  count = 0;\n  unit = "pieces";')
      .replace("<h1>{state.label}</h1>", "<h1>{state.label} {state.unit}</h1>");
    app.write(counter, text);
    await heading("pieces");
    expect(await draft()).toBe("what I was typing");
  });

  test("what does not compile is told with file and line, in terminal and page, while the old code runs on", async () => {
    const before = app.read(counter);
    const from = dev.lines.length;
    app.write(counter, before.replace("<h1>", "<h1>{step.toFixed(process.env.STEP)}"));
    expect(await dev.line(/counter\.tsx:\d+:\d+ {2}Expected code that can run in the browser/, from)).toContain(
      "process",
    );
    await page.getByRole("alert", { name: "Compile errors" }).getByText("app/pages/counter.tsx:").waitFor();
    await page.getByRole("button", { name: "Add one" }).click();
    app.write(counter, before);
    await page.getByRole("alert", { name: "Compile errors" }).waitFor({ state: "detached" });
    expect(await draft()).toBe("what I was typing");
  });

  test("a page that is new can be opened without a restart", async () => {
    app.write("app/pages/fresh.tsx", "export default function Fresh() {\n  return <h1>Fresh page</h1>;\n}\n");
    await expect
      .poll(async () => (await page.goto(`${address}/fresh`))?.status(), { timeout: 20_000, interval: 250 })
      .toBe(200);
    await heading("Fresh page");
  });

  test("a changed configuration starts the server half anew, and the page comes back", async () => {
    await page.goto(`${address}/counter`);
    const from = dev.lines.length;
    edit("rx.config.ts", '"small-site"', '"small-site", limits: { messagesPerSecond: 40 }');
    await dev.line(/rx\.config\.ts changed/, from);
    await page.goto(`${address}/counter`);
    await heading("Count 0");
  });

  test("Ctrl-C ends it and everything that it started", async () => {
    process.kill(dev.pid, "SIGINT");
    expect(await dev.ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });
});
