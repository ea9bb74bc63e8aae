import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { runRx } from "../../tests/support/run-rx.ts";
import type { ProjectFiles } from "./dev-pages.ts";

/** A development server and the project that it serves. */
export interface DevSide {
  readonly name: "ours" | "next";
  readonly folder: string;
  readonly files: ProjectFiles;
  /** Arguments of Node. */
  readonly command: readonly [script: string, ...args: readonly string[]];
  readonly address: string;
  /** The file that is edited. */
  readonly edited: string;
}

/** Milliseconds of one start from nothing, and of the edits after it. */
export interface DevTimes {
  readonly ready: number;
  /** From the command to the page in the browser, at work. */
  readonly start: number;
  readonly page: readonly number[];
  readonly state: readonly number[];
}

/** Starts it on a fresh project, opens its page, and edits: the words of the component, then the label of the State. */
export async function runDevSide(side: DevSide, browser: Browser, edits: number): Promise<DevTimes> {
  rmSync(side.folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(side.files)) write(side, file, text);
  const [rx, ...args] = side.command;
  const startedAt = performance.now();
  await using server = runRx({ folder: side.folder, rx }, ...args);
  await server.line(/Ready (on|in)/);
  const ready = performance.now() - startedAt;
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(side.address, { timeout: 60_000 });
  await shows(page, "h1", "Label 0 0");
  // What a server has rendered is not at work yet.
  await page.getByLabel("Note").fill("typed");
  while ((await page.locator("h1").textContent()) === "Label 0 0") {
    await page.getByRole("button", { name: "Add" }).click();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const start = performance.now() - startedAt;
  const count = ((await page.locator("h1").textContent()) ?? "").replace("Label 0 ", "");
  const times = { page: [] as number[], state: [] as number[] };
  // The first edit of each kind warms both.
  for (let at = 0; at <= edits; at++) {
    for (const [kind, tag, word, tail] of [
      ["page", "h2", "Words", ""],
      ["state", "h1", "Label", ` ${count}`],
    ] as const) {
      const ms = await edit(side, page, { tag, from: `${word} ${at}`, to: `${word} ${at + 1}`, tail });
      if (at > 0) times[kind].push(ms);
      await page.waitForTimeout(250);
    }
  }
  if ((await page.getByLabel("Note").inputValue()) !== "typed") throw new Error("Expected what was typed to be kept");
  return { ready, start, ...times };
}

async function edit(
  side: DevSide,
  page: Page,
  { tag, from, to, tail }: { readonly tag: string; readonly from: string; readonly to: string; readonly tail: string },
): Promise<number> {
  const shown = shows(page, tag, `${to}${tail}`);
  const text = readFileSync(join(side.folder, side.edited), "utf8");
  if (!text.includes(from)) throw new Error(`Expected ${from} in ${side.edited}`);
  const startedAt = performance.now();
  write(side, side.edited, text.replace(from, to));
  await shown;
  return performance.now() - startedAt;
}

/** Resolves when the page says so, whichever way it came there. */
async function shows(page: Page, tag: string, text: string): Promise<void> {
  await page.waitForFunction(
    ([selector, wanted]) => document.querySelector(selector)?.textContent === wanted,
    [tag, text] as const,
    { timeout: 60_000, polling: "raf" },
  );
}

function write({ folder }: Pick<DevSide, "folder">, file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
