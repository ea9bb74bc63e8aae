// One write seen by 1, 100 and 1,000 tabs: one statement and one frame for all, against running the query anew for each tab.
import { asc, eq } from "drizzle-orm";
import { db } from "../src/orm/db.ts";
import type { DatabaseHandle } from "../src/orm/session/database-handle.ts";
import { Watchers } from "./live-parts/watchers.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";
import { customers, openBigDatabase, orders } from "./window-parts/big-database.ts";
import { createBenchRows, Scroller } from "./window-parts/scroller.ts";

const rowCount = 100_000;
const tabCounts = [1, 100, 1_000];
const depths = 100;

/** `npm run bench -- live` */
export default async function live({ quick }: BenchOptions): Promise<ScenarioResult> {
  const big = await openBigDatabase(rowCount);
  const counter = { statements: 0 };
  const handle = counted(big.handle, counter);
  try {
    const runs = [];
    for (const tabs of tabCounts) runs.push(await measure(handle, counter, tabs, quick ? 3 : 12));
    return report(runs, await atManyDepths(handle, counter));
  } finally {
    await big.close();
  }
}

interface Counter {
  statements: number;
}

function counted(handle: DatabaseHandle, counter: Counter): DatabaseHandle {
  return {
    ...handle,
    rows: (...args) => {
      counter.statements++;
      return handle.rows(...args);
    },
  };
}

interface Run {
  readonly tabs: number;
  readonly ours: number[];
  readonly naive: number[];
  /** Statements and encoded frames of each write. */
  readonly statements: number[];
  readonly frames: number[];
}

async function measure(handle: DatabaseHandle, counter: Counter, tabs: number, rounds: number): Promise<Run> {
  const run: Run = { tabs, ours: [], naive: [], statements: [], frames: [] };
  const rows = createBenchRows(handle);
  const watchers = new Watchers();
  await watchers.open(rows, orders, tabs);
  await rest();
  for (let round = -1; round < rounds; round++) {
    counter.statements = 0;
    watchers.frames.clear();
    const ours = await watchers.told(() => write(1 + ((round + 1) % 250), `ours ${round}`));
    const [statements, frames] = [counter.statements, watchers.frames.size];
    await rest();
    // Where tabs are many it takes seconds: one for every four of ours.
    const isNaive = tabs < 1_000 || round % 4 === 0;
    const naive = isNaive ? await watchers.told(() => watchers.sendEach(readAnew)) : undefined;
    await rest();
    // The first round warms caches and compilers.
    if (round < 0) continue;
    run.ours.push(ours);
    if (naive !== undefined) run.naive.push(naive);
    run.statements.push(statements);
    run.frames.push(frames);
  }
  watchers.close();
  rows.close();
  return run;
}

async function write(id: number, note: string): Promise<void> {
  await db.update(orders).set({ note }).where(eq(orders.id, id));
}

/** What a tab is sent where each asks for itself. */
async function readAnew(): Promise<string> {
  const page = await db
    .select()
    .from(orders)
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .orderBy(asc(orders.id))
    .limit(300);
  return JSON.stringify({ type: "naive", page });
}

/** Views at as many places, about 300 blocks: what one write to a watched row, and one to an unwatched one, costs. */
async function atManyDepths(handle: DatabaseHandle, counter: Counter): Promise<{ watched: number; unwatched: number }> {
  const rows = createBenchRows(handle);
  const views: Scroller[] = [];
  for (let index = 0; index < depths; index++) {
    const view = new Scroller(rows, orders);
    await view.ask({ want: 300, at: { index: index * 990 } });
    views.push(view);
  }
  // Totals and the skeleton are made beside: until nothing is read any more.
  for (let before = -1; before !== counter.statements;) {
    before = counter.statements;
    await rest();
    await rest();
  }
  const cost = async (id: number): Promise<number> => {
    counter.statements = 0;
    await write(id, `depth ${id}`);
    await rest();
    return counter.statements;
  };
  const result = { watched: await cost(50 * 990 + 5), unwatched: await cost(50 * 990 + 800) };
  for (const view of views) view.close();
  rows.close();
  return result;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}

function report(runs: readonly Run[], many: { watched: number; unwatched: number }): ScenarioResult {
  const marks: Mark[] = [];
  const table = ["| tabs | last tab told, ours | naive | statements | frames encoded |", "|---|---|---|---|---|"];
  for (const { tabs, ours, naive, statements, frames } of runs) {
    table.push(`| ${tabs} | ${ms(ours)} | ${ms(naive)} | ${Math.max(...statements)} | ${Math.max(...frames)} |`);
    marks.push({ name: `statements.${tabs}`, value: medianInterval(statements), is: "<=", limit: 1 });
    marks.push({ name: `frames.${tabs}`, value: medianInterval(frames), is: "<=", limit: 1 });
  }
  table.push(`| 300 blocks | | | ${many.watched}, unwatched ${many.unwatched} | |`);
  marks.push({ name: "statements.300 blocks", value: medianInterval([many.watched]), is: "<=", limit: 1 });
  marks.push({ name: "statements.unwatched", value: medianInterval([many.unwatched]), is: "<=", limit: 1 });
  const last = runs.at(-1);
  const value: MedianInterval = medianInterval(
    (last?.ours ?? []).map((ours, index) => (last?.naive[index] ?? Number.NaN) / ours),
  );
  marks.push({ name: "ratio.naive.1000", value, is: ">=", limit: 10 });
  return {
    ours: rounded(medianInterval(last?.ours ?? []).median),
    against: { naive: rounded(medianInterval(last?.naive ?? []).median) },
    marks,
    table,
  };
}

function ms(values: readonly number[]): string {
  return `${rounded(medianInterval(values).median)} ms`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
