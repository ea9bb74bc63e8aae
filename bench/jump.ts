// The scrollbar put to 10, 50, 90 and 99 % of 1,000,000 rows in Chromium, until all rows in view are filled: a DataTable
// against the same page by hand, in turn on fresh pages; then frames while one scrolls and others write 100 times a second.
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { BusyWriters } from "../tests/browser/busy-writers.ts";
import { launchBrowser } from "../tests/browser/launch.ts";
import { startBuiltApp, type BuiltApp } from "../tests/support/built-app.ts";
import { jump } from "./jump-parts/jump-page.ts";
import { startPeer } from "./jump-parts/start-peer.ts";
import { wheelFrames, type Frames } from "./jump-parts/wheel-frames.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";

const rowCount = 1_000_000;
const shares = [0.1, 0.5, 0.9, 0.99];
/** Each page is asked for every place so often, a little further on each time: nobody has those rows yet. */
const jumpsEach = 3;
const writesPerSecond = 100;

/** `npm run bench -- jump` */
export default async function jumps({ quick }: BenchOptions): Promise<ScenarioResult> {
  await using app = await startBuiltApp({
    source: join(import.meta.dirname, "..", "tests", "fixtures", "million"),
    name: "million",
  });
  await using peer = await startPeer(app.database);
  await using browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-US",
    timezoneId: "UTC",
  });
  const [ours, theirs] = [`${app.address}/orders`, peer.address];
  const places = await measureJumps(context, { ours, theirs }, quick ? 2 : 8);
  const scroll = await measureFrames(context, app, { ours, theirs, runs: quick ? 1 : 3, ms: quick ? 4_000 : 10_000 });
  return report(places, scroll);
}

interface Place {
  readonly share: number;
  readonly ours: number[];
  readonly theirs: number[];
}

async function measureJumps(
  context: BrowserContext,
  address: { readonly ours: string; readonly theirs: string },
  pages: number,
): Promise<readonly Place[]> {
  const places: Place[] = shares.map((share) => ({ share, ours: [], theirs: [] }));
  for (let page = -1; page < pages; page++) {
    const sides = page % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
    for (const side of sides) {
      const ms = await onPage(context, address[side], (one) =>
        jumpsOn(one, Math.max(0, page), page < 0 ? 1 : jumpsEach),
      );
      // The first page warms caches and compilers.
      if (page >= 0) for (const [at, place] of places.entries()) place[side].push(...(ms[at] ?? []));
    }
  }
  return places;
}

/** Milliseconds of each jump, by place. */
async function jumpsOn(page: Page, round: number, turns: number): Promise<readonly (readonly number[])[]> {
  const all: number[][] = shares.map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [at, place] of shares.entries()) {
      const share = place - (round * jumpsEach + turn) * 0.0007;
      const { ms, index } = await jump(page, share);
      if (Math.abs(index / rowCount - share) > 0.02)
        throw new Error(`Expected the scrollbar at ${share} to lead to row ${share * rowCount}, found row ${index}`);
      all[at]?.push(ms);
      await page.waitForTimeout(150);
    }
  }
  return all;
}

/** Does this on a page of its own, when its first rows are there and nothing is loading any more. */
async function onPage<T>(context: BrowserContext, address: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(address);
    await page.locator(".ag-row [col-id=id]").filter({ hasText: /\d/ }).nth(5).waitFor();
    await page.waitForTimeout(400);
    return await work(page);
  } finally {
    await page.close();
  }
}

interface Scroll {
  readonly still: readonly Frames[];
  readonly wheel: readonly Frames[];
  /** The page by hand, which does not follow the writes: what the machine has left for frames meanwhile. */
  readonly byHand: readonly Frames[];
  readonly writesPerSecond: number;
}

async function measureFrames(
  context: BrowserContext,
  app: BuiltApp,
  {
    ours,
    theirs,
    runs,
    ms,
  }: { readonly ours: string; readonly theirs: string; readonly runs: number; readonly ms: number },
): Promise<Scroll> {
  using writers = await BusyWriters.start(app);
  let writes = 0;
  const whileWriting = async (
    page: Page,
    { share, isStill }: { readonly share: number; readonly isStill: boolean },
  ) => {
    const { index } = await jump(page, share);
    const writing = writers.write({ perSecond: writesPerSecond, ms, near: index + (isStill ? 0 : ms / 20) });
    const frames = await wheelFrames(page, { ms, isStill });
    writes += await writing;
    return frames;
  };
  const [still, wheel, byHand]: [Frames[], Frames[], Frames[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    const share = 0.3 + run * 0.2;
    await onPage(context, ours, async (page) => {
      still.push(await whileWriting(page, { share, isStill: true }));
      wheel.push(await whileWriting(page, { share, isStill: false }));
    });
    byHand.push(await onPage(context, theirs, (page) => whileWriting(page, { share, isStill: false })));
  }
  return { still, wheel, byHand, writesPerSecond: writes / ((3 * runs * ms) / 1_000) };
}

function report(places: readonly Place[], scroll: Scroll): ScenarioResult {
  const { still, wheel, byHand } = scroll;
  const table = ["| scrollbar to | ours, median and worst | by hand | ratio |", "|---|---|---|---|"];
  const marks: Mark[] = [];
  for (const { share, ours, theirs } of places) {
    const value = medianInterval(ours.map((ms, at) => ms / (theirs[at] ?? Number.NaN)));
    table.push(`| ${share * 100} % | ${spread(ours)} | ${spread(theirs)} | ${rounded(value.median)} |`);
    marks.push({ name: `ratio.hand.${share * 100} %`, value, is: "<=", limit: 0.6 });
  }
  table.push(
    "",
    "| frames | ours, mouse still | ours, 110 rows/s | by hand, 110 rows/s, not live |",
    "|---|---|---|---|",
  );
  const rows: readonly [string, (frames: Frames) => number][] = [
    ["frames", ({ frames }) => frames],
    ["p95, ms", ({ p95Ms }) => rounded(p95Ms)],
    ["with a blank or skeleton part", blanks],
    ["in which the row under the resting mouse moved", ({ moved }) => moved.length],
    ["in which rows went against the wheel", ({ against }) => against.length],
  ];
  const cell = (all: readonly Frames[], of: (frames: Frames) => number): string => all.map(of).join(", ");
  for (const [name, of] of rows)
    table.push(`| ${name} | ${cell(still, of)} | ${cell(wheel, of)} | ${cell(byHand, of)} |`);
  table.push(`| writes a second | ${Math.round(scroll.writesPerSecond)} | | |`);
  marks.push({ name: "frame.p95", value: medianInterval(wheel.map(({ p95Ms }) => p95Ms)), is: "<=", limit: 34 });
  marks.push({ name: "blank", value: worst([...still, ...wheel], blanks), is: "<=", limit: 0 });
  marks.push({ name: "moved", value: worst([...still, ...wheel], ({ moved }) => moved.length), is: "<=", limit: 0 });
  return {
    ours: rounded(medianInterval(places.flatMap(({ ours }) => ours)).median),
    against: { hand: rounded(medianInterval(places.flatMap(({ theirs }) => theirs)).median) },
    marks,
    table,
  };
}

function blanks({ blank, skeleton }: Frames): number {
  return blank + skeleton;
}

function worst(all: readonly Frames[], of: (frames: Frames) => number): MedianInterval {
  return medianInterval([Math.max(...all.map(of))]);
}

function spread(values: readonly number[]): string {
  const { median, max } = medianInterval(values);
  return `${rounded(median)} (${rounded(max)}) ms`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
