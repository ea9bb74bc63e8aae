// The app in one file, pasted into a blank app, and beside it a page full of canaries: in development as it is, then in
// production after the two commands that a database needs. Whatever reaches the browser is searched.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { packedApp, type PackedApp } from "../support/packed-app.ts";
import { runRx, type RunningRx } from "../support/run-rx.ts";
import { launchBrowser } from "./launch.ts";
import { watchPage } from "./watch-page.ts";

const fixtures = join(import.meta.dirname, "../fixtures/leaks");
const read = (name: string): string => readFileSync(join(fixtures, name), "utf8");

/** Variables of `.env`, one for each place that reads one, and how long their values are. */
const environment = [
  ["CANARY_OF_ENV_EVENT", 31],
  ["CANARY_OF_ENV_GETTER", 32],
  ["CANARY_OF_ENV_MODULE", 33],
  ["CANARY_OF_ENV_IMPORT", 34],
  ["CANARY_OF_ENV_CONFIG", 35],
  ["NEXT_PUBLIC_CANARY_OF_ENV", 36],
] as const;
/** Those that the code of a page names; the configuration is not part of the server's half. */
const inCode = environment.map(([name]) => name).filter((name) => !name.endsWith("CONFIG"));
/** What the page shows of values that it never gets: the two parts of the server import, its variable, the getter's own. */
const price = 2 + 34 + 32;
const inShell = "NEXT_PUBLIC_CANARY_OF_SHELL";
const inShellLength = 37;

const valueOf = (length: number): string => "canary-value-".padEnd(length, "x");

let app: PackedApp;
let server: RunningRx | undefined;
let browser: Browser;

beforeAll(async () => {
  app = packedApp(join(import.meta.dirname, "../../templates/blank"), { name: "one-file" });
  // Its counter is what the app in one file takes the place of.
  rmSync(join(app.folder, "app/counter.test.ts"));
  app.write("app/pages/index.tsx", read("todos.tsx"));
  app.write("app/pages/vault.tsx", read("vault.tsx"));
  app.write("app/tariff.ts", read("tariff.ts"));
  app.write("rx.config.ts", read("rx.config.ts"));
  app.write(".env", environment.map(([name, length]) => `${name}=${valueOf(length)}\n`).join(""));
  // One that is no line of a file, as a shell or a container gives it.
  process.env[inShell] = valueOf(inShellLength);
  browser = await launchBrowser();
});

afterEach(({ task }) => {
  if (task.result?.state === "fail") console.log(server?.lines.join("\n"));
});

afterAll(async () => {
  delete process.env[inShell];
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
  app?.[Symbol.dispose]();
});

/** Everything that a browser is sent and sends: what it loads, and the frames of its sockets. */
interface Traffic {
  readonly files: Map<string, string>;
  readonly frames: string[];
  /** Resolves when what was asked for until now is here. */
  settled(): Promise<unknown>;
}

function record(context: BrowserContext): Traffic {
  const [files, frames, loading] = [new Map<string, string>(), [] as string[], [] as Promise<void>[]];
  context.on("response", (response) => {
    const keep = async (): Promise<void> => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      files.set(response.url(), `${JSON.stringify(response.headers())}\n${body.toString()}`);
    };
    loading.push(keep());
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => frames.push(payload.toString()));
      socket.on("framereceived", ({ payload }) => frames.push(payload.toString()));
    });
  });
  return { files, frames, settled: () => Promise.all(loading) };
}

/** Works with both pages, as a reader does; gives all that went over the line. */
async function work(address: string): Promise<Traffic> {
  await using context = await browser.newContext({ locale: "en-US", timezoneId: "UTC" });
  context.setDefaultTimeout(60_000);
  const traffic = record(context);
  const page = await context.newPage();
  const { errors } = watchPage(page);
  await page.goto(address, { timeout: 120_000 });
  await todos(page, await context.newPage(), address);
  await page.goto(`${address}/vault`, { timeout: 120_000 });
  await page.getByRole("heading", { name: "Control of the files" }).waitFor();
  await page.getByRole("button", { name: "Fill", exact: true }).click();
  await page.getByText("filled 1").nth(1).waitFor();
  await page.getByRole("heading", { name: `Control of the files, ${price}` }).waitFor();
  await page.getByRole("button", { name: "Fail", exact: true }).click();
  await page.getByText(/internal|went wrong/i).waitFor();
  await page.getByText("filled 1").first().dblclick();
  await page.getByRole("textbox", { name: "Label" }).fill("a b c");
  await page.keyboard.press("Enter");
  await page.getByText("only two words").waitFor();
  expect(errors).toEqual([]);
  // What lies beside the pages is nobody's to ask for.
  for (const path of ["/.env", "/rx.config.ts", "/app/tariff.ts", "/../.env", "/%2e%2e/.env", "/_rx/.env"]) {
    const answer = await fetch(`${address}${path}`);
    traffic.files.set(`${answer.status} ${path}`, await answer.text());
    expect([path, answer.status]).toEqual([path, 404]);
  }
  await traffic.settled();
  return traffic;
}

/** Adds two rows, finds one, and sees both in another tab. */
async function todos(page: Page, other: Page, address: string): Promise<void> {
  const title = page.getByRole("textbox", { name: "New" });
  await other.goto(address);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("Write a title first.").first().waitFor();
  for (const text of ["Buy milk", "Call Anna"]) {
    await title.fill(text);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("grid").getByText(text).first().waitFor();
    await other.getByRole("grid").getByText(text).first().waitFor();
    await expect.poll(() => title.inputValue()).toBe("");
  }
  await page.getByRole("textbox", { name: "Search", exact: true }).fill("milk");
  await page.getByRole("grid").getByText("Call Anna").first().waitFor({ state: "detached" });
  expect(await page.getByRole("grid").getByText("Buy milk").count()).toBeGreaterThan(0);
  await other.close();
}

/** Texts of all files of a folder, by path. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(join(app.folder, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** Where a canary sings: by its name, as a column in SQL or as its label, or by its value. React has a version of that word. */
function canaries(texts: ReadonlyMap<string, string> | readonly string[]): readonly string[] {
  return [...texts].flatMap((entry) => {
    const [name, text] = typeof entry === "string" ? ["frame", entry] : entry;
    const found = /canary[ _-]?(of|value|hidden|unselected)/i.exec(text);
    return found === null ? [] : [`${name}: ${text.slice(Math.max(0, found.index - 40), found.index + 60)}`];
  });
}

const has = (texts: Iterable<string>, control: string): boolean => [...texts].some((text) => text.includes(control));

describe("in development, as it is", () => {
  let traffic: Traffic;

  test("the app in one file works", async () => {
    server = runRx(app, "dev", "--port", "3950");
    const address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
    traffic = await work(address);
  });

  test("nothing that the browser loaded, and no frame, holds a canary; both controls are found", () => {
    expect(has(traffic.files.values(), "Control of the files")).toBe(true);
    expect(has(traffic.frames, "control of the frames")).toBe(true);
    expect(has(traffic.frames, "filled 1")).toBe(true);
    // The values were there to be leaked: their lengths are what the event returned.
    expect(has(traffic.frames, '"value":"31+33+36+37"')).toBe(true);
    expect(canaries(traffic.files)).toEqual([]);
    expect(canaries(traffic.frames)).toEqual([]);
  });

  test("no chunk on disk does", async () => {
    const chunks = filesIn(".rx/web");
    expect(has(chunks.values(), "Control of the files")).toBe(true);
    expect(canaries(chunks)).toEqual([]);
    await server?.[Symbol.asyncDispose]();
  });
});

describe("in production, after rx db generate and rx db migrate", () => {
  let traffic: Traffic;

  test("the app in one file works", async () => {
    for (const command of [["db", "generate"], ["db", "migrate"], ["build"]]) {
      const run = runRx(app, ...command);
      expect(await run.ended, run.lines.join("\n")).toBe(0);
    }
    server = runRx(app, "start", "--port", "0");
    const address = /http:\S+/.exec(await server.line(/Ready on/))?.[0] ?? "";
    traffic = await work(address);
  });

  test("nothing that the browser loaded, and no frame, holds a canary; both controls are found", () => {
    expect(has(traffic.files.values(), "Control of the files")).toBe(true);
    expect(has(traffic.frames, "control of the frames")).toBe(true);
    expect(has(traffic.frames, "filled 1")).toBe(true);
    // The values were there to be leaked: their lengths are what the event returned.
    expect(has(traffic.frames, '"value":"31+33+36+37"')).toBe(true);
    expect(canaries(traffic.files)).toEqual([]);
    expect(canaries(traffic.frames)).toEqual([]);
  });

  test("no file of the build that is served does, while the server's half has them", () => {
    const files = filesIn(".rx/build/out");
    expect(has(files.values(), "Control of the files")).toBe(true);
    expect(canaries(files)).toEqual([]);
    const server = filesIn(".rx/build/server");
    expect(canaries(server).length).toBeGreaterThan(0);
    for (const name of inCode) expect([name, has(server.values(), name)]).toEqual([name, true]);
  });
});
