// One write seen by 1, 100 and 1,000 tabs, and by 10,000 in the full run: one statement and one frame for all, against running
// the query anew for each tab.
import { asc, eq } from "drizzle-orm";
import { db } from "../src/orm/db.ts";
import type { DatabaseHandle } from "../src/orm/session/database-handle.ts";
import { atManyDepths, type DepthCosts } from "./live-parts/at-many-depths.ts";
import { Watchers } from "./live-parts/watchers.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";
import { customers, openBigDatabase, orders } from "./window-parts/big-database.ts";
import { createBenchRows } from "./window-parts/scroller.ts";

const rowCount = 100_000;

interface Crowd {
  readonly tabs: number;
  /** Pairs of a write of ours and the query run anew for each tab. */
  readonly rounds: number;
}

/** `npm run bench -- live` */
export default async function live({ quick }: BenchOptions): Promise<ScenarioResult> {
  const crowds: readonly Crowd[] = quick
    ? [
        { tabs: 1, rounds: 20 },
        { tabs: 100, rounds: 20 },
        { tabs: 1_000, rounds: 12 },
      ]
    : [
        { tabs: 1, rounds: 40 },
        { tabs: 100, rounds: 40 },
        { tabs: 1_000, rounds: 20 },
        { tabs: 10_000, rounds: 3 },
      ];
  const big = await openBigDatabase(rowCount);
  const counter = { statements: 0 };
  const handle = counted(big.handle, counter);
  try {
    const runs = [];
    for (const crowd of crowds) runs.push(await measure(handle, counter, crowd));
    return report(runs, await atManyDepths(handle, counter, quick ? 10 : 30));
  } finally {
    await big.close();
  }
}

function counted(handle: DatabaseHandle, counter: { statements: number }): DatabaseHandle {
  return {
    ...handle,
    rows: (...args) => {
      counter.statements++;
      return handle.rows(...args);
    },
  };
}

interface Round {
  readonly ours: { readonly ms: number; readonly stallMs: number };
  readonly naive: { readonly ms: number; readonly stallMs: number };
  /** Statements and encoded frames of our write. */
  readonly statements: number;
  readonly frames: number;
}

interface Run {
  readonly tabs: number;
  readonly rounds: readonly Round[];
}

async function measure(
  handle: DatabaseHandle,
  counter: { statements: number },
  { tabs, rounds: count }: Crowd,
): Promise<Run> {
  const rounds: Round[] = [];
  const rows = createBenchRows(handle);
  const watchers = new Watchers();
  await watchers.open(rows, orders, tabs);
  await rest();
  for (let round = -1; round < count; round++) {
    counter.statements = 0;
    watchers.frames.clear();
    // A note that no row had before: a write that changes nothing is told to nobody.
    const ours = await watchers.told(() => write(1 + ((round + 1) % 250), `seen by ${tabs}, ${round}`));
    const [statements, frames] = [counter.statements, watchers.frames.size];
    await rest();
    const naive = await watchers.told(() => watchers.sendEach(readAnew));
    await rest();
    // The first round warms caches and compilers.
    if (round >= 0) rounds.push({ ours, naive, statements, frames });
  }
  watchers.close();
  rows.close();
  return { tabs, rounds };
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

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}

function report(runs: readonly Run[], many: DepthCosts): ScenarioResult {
  const marks: Mark[] = [];
  const table = [
    "| tabs | last tab told, ours | naive | naive / ours | longest stall, ours | naive | statements | frames encoded |",
    "|---|---|---|---|---|---|---|---|",
  ];
  for (const { tabs, rounds } of runs) {
    const ratio = medianInterval(rounds.map(({ ours, naive }) => naive.ms / ours.ms));
    const stall = medianInterval(rounds.map(({ ours, naive }) => ours.stallMs / naive.stallMs));
    const statements = most(rounds.map((round) => round.statements));
    const frames = most(rounds.map((round) => round.frames));
    const cells = [
      ms(rounds.map(({ ours }) => ours.ms)),
      ms(rounds.map(({ naive }) => naive.ms)),
      between(ratio),
      ms(rounds.map(({ ours }) => ours.stallMs)),
      ms(rounds.map(({ naive }) => naive.stallMs)),
      statements.max,
      frames.max,
    ];
    table.push(`| ${tabs} | ${cells.join(" | ")} |`);
    marks.push({ name: `statements.${tabs}`, value: statements, is: "<=", limit: 1 });
    marks.push({ name: `frames.${tabs}`, value: frames, is: "<=", limit: 1 });
    if (tabs === 1_000) marks.push({ name: "ratio.naive.1000", value: ratio, is: ">=", limit: 10 });
    if (tabs === 10_000) marks.push({ name: "stall.10000", value: stall, is: "<=", limit: 1 / 50 });
  }
  for (const [name, { statements, frames }] of Object.entries(many)) {
    table.push(`| 300 blocks, row ${name} | | | | | | ${Math.max(...statements)} | ${Math.max(...frames)} |`);
    marks.push({ name: `300 blocks.statements.${name}`, value: most(statements), is: "<=", limit: 1 });
    const limit = name === "watched" ? 1 : 0;
    marks.push({ name: `300 blocks.frames.${name}`, value: most(frames), is: "<=", limit });
  }
  const thousand = runs.find(({ tabs }) => tabs === 1_000)?.rounds ?? [];
  return {
    ours: rounded(medianInterval(thousand.map(({ ours }) => ours.ms)).median),
    against: { naive: rounded(medianInterval(thousand.map(({ naive }) => naive.ms)).median) },
    marks,
    table,
  };
}

/** A count must hold for each write: the greatest stands for all. */
function most(values: readonly number[]): MedianInterval {
  return medianInterval([Math.max(...values)]);
}

function between({ median, low, high }: MedianInterval): string {
  return `${rounded(median)} [${rounded(low)}, ${rounded(high)}]`;
}

function ms(values: readonly number[]): string {
  return `${rounded(medianInterval(values).median)} ms`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
