// Random views, scrolling and writing over any source; after quiet every view must show what a fresh reading shows.
import { expect } from "vitest";
import { defaultLimits } from "../../src/protocol/limits.ts";
import type { Filter, RowsMessage, Sort } from "../../src/protocol/rows.ts";
import type { ChangeFeed } from "../../src/framework/ports/change-feed.ts";
import type { Clock } from "../../src/framework/ports/clock.ts";
import type { LiveSource, RowsView } from "../../src/framework/ports/live-source.ts";
import type { SessionRows } from "../../src/framework/ports/rows-service.ts";
import { createRowsService } from "../../src/framework/live/create-rows-service.ts";
import { MemoryLink, WireView } from "./wire-view.ts";

/** Something that a source reads and that can be written at random. */
export interface FuzzWorld {
  readonly source: LiveSource;
  readonly feed: ChangeFeed;
  readonly query: unknown;
  readonly sorts: readonly Sort[];
  readonly filters: readonly (Filter | null)[];
  readonly searches: readonly string[];
  /** A few writes, drawn from these numbers (0 to 1). */
  write(draw: () => number): void | Promise<void>;
  /** Waits until no statement is on its way. Default: a few turns of the loop are enough. */
  settle?(): Promise<void>;
  /** All rows of a view in order, read anew: their cells. */
  expected(view: RowsView): Promise<readonly (readonly unknown[])[]>;
}

interface Tab {
  link: MemoryLink | undefined;
  readonly rows: SessionRows;
  readonly views: WireView[];
}

/** Runs one history; `draw` gives its random numbers. */
export async function runLiveFuzz(world: FuzzWorld, draw: () => number, steps: number): Promise<number> {
  const clock = createFakeClock();
  const errors: unknown[] = [];
  const service = createRowsService({
    source: world.source,
    feed: world.feed,
    limits: { ...defaultLimits, skeletonStep: 200 },
    clock,
    log: { error: (details) => errors.push(details), warn: () => undefined },
    random: () => "error-id",
  });
  const tabs = Array.from({ length: 6 }, (_, index) => openTab(service.open.bind(service), world.query, index));
  const keys = new Map<number, unknown>();
  let compared = 0;
  for (let step = 0; step < steps; step++) {
    const action = draw();
    if (action < 0.45) await world.write(draw);
    else act(pick(tabs, draw), world, draw);
    if (draw() < 0.4) await turn();
    if (draw() < 0.1) clock.advance(1_000);
    if (step % 60 === 59) {
      await quiet(world, tabs, clock);
      expect(errors).toEqual([]);
      for (const tab of tabs) for (const view of tab.views) compared += await compare(world, view, keys);
    }
  }
  service.close();
  return compared;
}

function openTab(
  open: (session: Parameters<ReturnType<typeof createRowsService>["open"]>[0]) => SessionRows,
  query: unknown,
  index: number,
): Tab {
  const views: WireView[] = [];
  const receive = (message: RowsMessage) => views.forEach((view) => view.receive(message));
  const rows = open({ current: () => ({ r: 1, value: query }), link: () => tab.link });
  const tab: Tab = { link: new MemoryLink(receive), rows, views };
  for (let number = 1; number <= (index === 0 ? 2 : 1); number++) {
    const view = new WireView(rows, number, { s: "Items", n: "rows" });
    views.push(view);
    view.ask(undefined, 300);
  }
  return tab;
}

function act(tab: Tab, world: FuzzWorld, draw: () => number): void {
  const view = pick(tab.views, draw);
  const action = draw();
  if (tab.link === undefined || action < 0.06) return cut(tab);
  if (action < 0.5) return view.slide(draw() < 0.6 ? "after" : "before");
  if (action < 0.75) return view.ask({ index: Math.floor(draw() * 1_500) }, draw() < 0.5 ? 300 : 100);
  if (action < 0.8) return view.resume();
  view.ask(draw() < 0.7 ? undefined : { index: Math.floor(draw() * 800) }, 300, {
    sort: pick(world.sorts, draw),
    filter: pick(world.filters, draw),
    search: pick(world.searches, draw),
  });
}

/** The line goes, or comes back and the views ask by their keys. */
function cut(tab: Tab): void {
  if (tab.link) {
    tab.link = undefined;
    tab.rows.detach();
    return;
  }
  tab.link = new MemoryLink((message) => tab.views.forEach((view) => view.receive(message)));
  for (const view of tab.views) view.resume();
}

async function quiet(world: FuzzWorld, tabs: readonly Tab[], clock: FakeClock): Promise<void> {
  for (const tab of tabs) if (!tab.link) cut(tab);
  // What took long by the clock, which the steps before moved on, is done anew after ten times as long.
  for (let round = 0; round < 40; round++) {
    clock.advance(10_000);
    for (let index = 0; index < 6; index++) await turn();
    await world.settle?.();
    if (round > 7 && tabs.every((tab) => tab.views.every((view) => !view.isWaiting && view.total?.is === "exact")))
      return;
  }
}

async function compare(world: FuzzWorld, view: WireView, keys: Map<number, unknown>): Promise<number> {
  const { sort, filter, search } = view;
  const expected = await world.expected({ sort, filter, search });
  const rows = view.rows;
  expect(view.gaps).toBe(0);
  expect(view.misfits).toEqual([]);
  expect(view.failures).toEqual([]);
  expect(view.isWaiting).toBe(false);
  const start = rows.length === 0 ? 0 : expected.findIndex((cells) => cells[0] === rows[0]?.cells[0]);
  expect(rows.map((row) => row.cells)).toEqual(expected.slice(start, start + rows.length));
  if (view.blocks[0]?.top) expect(start).toBe(0);
  // Rows may all be gone from the end of a list whose other blocks nobody asked for.
  if (view.blocks.at(-1)?.end && (rows.length > 0 || view.blocks[0]?.top)) {
    expect(start + rows.length).toBe(expected.length);
  }
  expect(view.total).toEqual({ count: expected.length, is: "exact" });
  for (const row of rows) {
    if (!keys.has(row.key)) keys.set(row.key, row.cells[0]);
    expect(keys.get(row.key)).toBe(row.cells[0]);
  }
  return 1;
}

function pick<T>(items: readonly T[], draw: () => number): T {
  const item = items[Math.floor(draw() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

interface FakeClock extends Clock {
  advance(ms: number): void;
}

function createFakeClock(): FakeClock {
  let now = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after: (ms, callback) => {
      const timer = { at: now + ms, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (ms) => {
      now += ms;
      for (const timer of Array.from(timers)) {
        if (timer.at > now || !timers.delete(timer)) continue;
        timer.callback();
      }
    },
  };
}
