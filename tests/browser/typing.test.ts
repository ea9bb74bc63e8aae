// Typing while the line is slow: every byte arrives 300 ms later, in both directions.
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TcpProxy } from "../faults/tcp-proxy.ts";
import { startBuiltApp, type BuiltApp } from "../support/built-app.ts";
import { launchBrowser } from "./launch.ts";
import { watchPage, type PageComplaints } from "./watch-page.ts";

const latencyMs = 300;
// 60 keys, then five between the two halves of it.
const sentence = "entry 1 with all that a quick hand types without a rest, 60.";
const inserted = "XYZZY";
const middle = 30;
const result = `${sentence.slice(0, middle)}${inserted}${sentence.slice(middle)}`;

let app: BuiltApp;
let proxy: TcpProxy;
let browser: Browser;
let page: Page;
let complaints: PageComplaints;

beforeAll(async () => {
  expect(sentence).toHaveLength(60);
  app = await startBuiltApp({ source: join(import.meta.dirname, "../fixtures/desk"), name: "desk" });
  const { host, port } = new URL(app.address);
  proxy = new TcpProxy(Number(port));
  // The page keeps the app's own address; only the way there is another.
  browser = await launchBrowser(`--host-resolver-rules=MAP ${host} 127.0.0.1:${await proxy.listen()}`);
});

afterAll(async () => {
  await browser?.close();
  await proxy?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  proxy.trouble = {};
  page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  complaints = watchPage(page);
  await page.goto(app.address);
  await page.getByRole("grid").getByText("Entry 1", { exact: true }).waitFor();
  proxy.trouble = { latencyMs };
});

afterEach(async () => {
  expect(complaints.errors).toEqual([]);
  await page.close();
});

const find = (): Locator => page.getByRole("textbox", { name: "Find" });
const note = (): Locator => page.getByRole("textbox", { name: "Note" });

/** What the server has: find, note, code. */
async function heard(): Promise<readonly [find: string, note: string, code: string]> {
  return JSON.parse((await page.getByLabel("Heard").textContent()) ?? "");
}

/** Records text and caret after each key, as they are once what the key did has been drawn. */
async function record(field: Locator): Promise<() => Promise<readonly (readonly [text: string, caret: number])[]>> {
  await field.evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error("not a field");
    const seen: [string, number][] = [];
    Reflect.set(window, "typed", seen);
    // Every frame, so that a text that comes back for a moment is seen, too.
    const look = (): void => {
      const now: [string, number] = [input.value, input.selectionStart ?? -1];
      const last = seen.at(-1);
      if (last?.[0] !== now[0] || last[1] !== now[1]) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => Reflect.get(window, "typed") as [string, number][]);
}

/** The text only grows by what was typed, and the caret stands behind the last key. */
function expectSteps(seen: readonly (readonly [text: string, caret: number])[], whole: string): void {
  for (const [text, caret] of seen) {
    if (text.length <= sentence.length && whole.startsWith(text.slice(0, middle))) {
      const grown = sentence.startsWith(text);
      if (grown) {
        // While it grows at its end; a walk back to the middle comes after all of it.
        if (text.length < sentence.length) expect(caret, text).toBe(text.length);
        continue;
      }
    }
    const extra = text.length - sentence.length;
    expect(text).toBe(`${sentence.slice(0, middle)}${inserted.slice(0, extra)}${sentence.slice(middle)}`);
    expect(caret, text).toBe(middle + extra);
  }
}

/** Types the sentence, walks back to its middle and types five keys there; `between` comes before every tenth key, then before each. */
async function typeAll(field: Locator, between: () => Promise<void> = async () => {}): Promise<void> {
  await field.focus();
  for (let at = 0; at < sentence.length; at += 10) {
    await between();
    await page.keyboard.type(sentence.slice(at, at + 10));
  }
  for (let at = sentence.length; at > middle; at--) await page.keyboard.press("ArrowLeft");
  for (const key of inserted) {
    await between();
    await page.keyboard.type(key);
  }
}

describe("with 300 ms of delay", () => {
  test("60 keys in a bound search and five in its middle all arrive, the caret stays behind the last key", async () => {
    const steps = await record(find());
    await typeAll(find());
    expect(await find().inputValue()).toBe(result);
    await expect.poll(async () => (await heard())[0]).toBe(result);
    await page.getByText("No entries").waitFor();
    expect(await find().inputValue()).toBe(result);
    expectSteps(await steps(), result);
  });

  test("the last result fits the text", async () => {
    await find().focus();
    await page.keyboard.type("Entry 2999");
    for (let key = 0; key < 3; key++) await page.keyboard.press("Backspace");
    await page.keyboard.type("50");
    await expect.poll(async () => (await heard())[0]).toBe("Entry 250");
    await page.getByLabel("Count").getByText(" 11 matching").waitFor();
    await expect
      .poll(() => page.getByRole("grid").locator("[row-id] [col-id=title]").allTextContents())
      .toEqual(["Entry 250", ...Array.from({ length: 10 }, (_, digit) => `Entry 250${digit}`)]);
    expect(await find().inputValue()).toBe("Entry 250");
  });

  test("the table's own search keeps each key and ends with what fits it", async () => {
    const search = page.getByRole("searchbox", { name: "Search entries" });
    const steps = await record(search);
    await typeAll(search);
    expect(await search.inputValue()).toBe(result);
    await page.getByText(/^No entries match/).waitFor();
    expectSteps(await steps(), result);
    await search.fill("");
    await page.keyboard.type("Entry 2999");
    await expect
      .poll(() => page.getByRole("grid").locator("[row-id] [col-id=title]").allTextContents())
      .toEqual(["Entry 2999"]);
    expect(await search.inputValue()).toBe("Entry 2999");
  });

  test("a field that the server changes meanwhile loses no key, and the server has what was typed last", async () => {
    const steps = await record(note());
    await typeAll(note(), () => page.keyboard.press("F2"));
    expect(await note().inputValue()).toBe(result);
    await page.getByLabel("Line").getByText("0 waiting").waitFor();
    expect(await page.getByLabel("Count").textContent()).toContain("11 counted");
    expect((await heard())[1]).toBe(result);
    expectSteps(await steps(), result);
  });

  test("a value that the server makes another of stays as typed until the field is left", async () => {
    const code = page.getByRole("textbox", { name: "Code" });
    await code.focus();
    await page.keyboard.type("  ab c ");
    await expect.poll(async () => (await heard())[2]).toBe("AB C");
    expect(await code.inputValue()).toBe("  ab c ");
    await code.blur();
    await expect.poll(() => code.inputValue()).toBe("AB C");
  });
});
