// 100 rows of 1,000,000, by an indexed sort and with a join, at every depth: against plain Drizzle's OFFSET and the driver's seek.
import { asc, eq } from "drizzle-orm";
import { db } from "../src/orm/db.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";
import { customers, openBigDatabase, orders } from "./window-parts/big-database.ts";
import { RawSeek } from "./window-parts/raw-seek.ts";
import { createBenchRows, Scroller } from "./window-parts/scroller.ts";

const rowCount = 1_000_000;
const depths = [0, 0.5, 0.99];
const sort = [["placedAt", "asc"]] as const;
const filter = { col: "status", op: "eq", value: "open" } as const;

/** `npm run bench -- window` */
export default async function window({ quick }: BenchOptions): Promise<ScenarioResult> {
  const rounds = quick ? 20 : 60;
  const big = await openBigDatabase(rowCount);
  try {
    const scrolls = await measureScrolls(big.file, createBenchRows(big.handle), rounds);
    const jumps = await measureJumps(createBenchRows(big.handle), () => createBenchRows(big.handle), quick ? 20 : 40);
    return report(scrolls, jumps);
  } finally {
    await big.close();
  }
}

interface Series {
  readonly name: string;
  readonly ours: number[];
  readonly raw: number[];
  readonly offset: number[];
}

async function measureScrolls(
  file: string,
  rows: ReturnType<typeof createBenchRows>,
  rounds: number,
): Promise<readonly Series[]> {
  const places = [
    ...depths.map((depth) => ({ name: `${depth * 100} %`, depth, filter: null, condition: "1" })),
    { name: "filtered, 50 %", depth: 0.5, filter, condition: "o.status = 'open'" },
  ];
  const runs = [];
  for (const place of places) {
    const view = new Scroller(rows, orders);
    const { page } = await view.ask({ want: 100, sort, filter: place.filter });
    const count = page.total?.count ?? (place.filter ? rowCount / 5 : rowCount);
    if (place.depth > 0) await view.ask({ want: 100, at: { index: Math.floor(count * place.depth) - rounds * 100 } });
    const raw = new RawSeek(file, place.condition);
    raw.jump(place.depth, place.condition);
    runs.push({ place, view, raw, series: { name: place.name, ours: [], raw: [], offset: [] } as Series });
  }
  for (let round = -3; round < rounds; round++) {
    for (const { place, view, raw, series } of runs) {
      const { ms } = await view.scroll();
      const startedAt = performance.now();
      raw.scroll();
      const rawMs = performance.now() - startedAt;
      const offsetMs = round % 5 === 0 ? await byOffset(place.depth, place.filter !== null) : undefined;
      // The first rounds warm caches and compilers.
      if (round < 0) continue;
      series.ours.push(ms);
      series.raw.push(rawMs);
      if (offsetMs !== undefined) series.offset.push(offsetMs);
    }
  }
  for (const { view, raw } of runs) {
    view.close();
    raw.close();
  }
  return runs.map(({ series }) => series);
}

/** The same page as an app would write it by hand. */
async function byOffset(depth: number, isFiltered: boolean): Promise<number> {
  const startedAt = performance.now();
  const count = isFiltered ? rowCount / 5 : rowCount;
  const page = await db
    .select()
    .from(orders)
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .where(isFiltered ? eq(orders.status, "open") : undefined)
    .orderBy(asc(orders.placedAt), asc(orders.id))
    .limit(100)
    .offset(Math.floor(count * depth));
  JSON.stringify(page);
  return performance.now() - startedAt;
}

interface Jumps {
  readonly about: number[];
  readonly exact: number[];
  readonly scroll: number[];
  readonly areAbout: boolean;
  readonly areExact: boolean;
}

async function measureJumps(
  known: ReturnType<typeof createBenchRows>,
  fresh: () => ReturnType<typeof createBenchRows>,
  rounds: number,
): Promise<Jumps> {
  const jumps = {
    about: [] as number[],
    exact: [] as number[],
    scroll: [] as number[],
    areAbout: true,
    areExact: true,
  };
  const view = new Scroller(known, orders);
  await view.ask({ want: 100, sort });
  for (let tries = 0; tries < 2_000; tries++) {
    const { page } = await view.ask({ want: 100, at: { index: 500_000 + tries } });
    if (page.firstIs === undefined && page.first !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (let round = 0; round < rounds; round++) {
    const index = 20_000 + ((round * 379_721) % 960_000);
    const jumped = await view.ask({ want: 100, at: { index } });
    jumps.exact.push(jumped.ms);
    jumps.areExact &&= jumped.page.firstIs === undefined && jumped.page.first === index;
    jumps.scroll.push((await view.scroll()).ms);
    // Another process that nobody has asked before: its first far jump has no skeleton.
    const rows = fresh();
    const other = new Scroller(rows, orders);
    await other.ask({ want: 100, sort });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const first = await other.ask({ want: 100, at: { index } });
    jumps.about.push(first.ms);
    jumps.areAbout &&= first.page.firstIs === "about";
    other.close();
    rows.close();
  }
  view.close();
  return jumps;
}

function report(scrolls: readonly Series[], jumps: Jumps): ScenarioResult {
  const marks: Mark[] = [];
  const table = ["| place | ours | raw seek | Drizzle OFFSET |", "|---|---|---|---|"];
  for (const { name, ours, raw, offset } of scrolls) {
    table.push(`| ${name} | ${ms(ours)} | ${ms(raw)} | ${ms(offset)} |`);
    marks.push({ name: `ratio.raw.${name}`, value: pairs(ours, raw), is: "<=", limit: 2.5 });
  }
  const [top, middle, deep] = scrolls;
  if (top && middle && deep) {
    const byMedian = [top, middle, deep].toSorted((a, b) => median(a.ours) - median(b.ours));
    const [best = top, , worst = deep] = byMedian;
    marks.push({ name: "depth", value: pairs(worst.ours, best.ours), is: "<=", limit: 2 });
    marks.push({ name: "ratio.offset.99 %", value: pairs(deep.offset, deep.ours), is: ">=", limit: 20 });
  }
  table.push(`| far jump, first | ${ms(jumps.about)} | | |`, `| far jump, exact | ${ms(jumps.exact)} | | |`);
  const certain = (holds: boolean): MedianInterval => medianInterval([holds ? 1 : 0]);
  marks.push({ name: "jump.about", value: pairs(jumps.about, jumps.scroll), is: "<=", limit: 10 });
  marks.push({ name: "jump.exact", value: pairs(jumps.exact, jumps.scroll), is: "<=", limit: 10 });
  marks.push({ name: "jump.said", value: certain(jumps.areAbout && jumps.areExact), is: ">=", limit: 1 });
  return {
    ours: rounded(median(deep?.ours ?? [])),
    against: { raw: rounded(median(deep?.raw ?? [])), offset: rounded(median(deep?.offset ?? [])) },
    marks,
    table,
  };
}

function pairs(over: readonly number[], under: readonly number[]): MedianInterval {
  return medianInterval(over.map((value, index) => value / (under[index] ?? Number.NaN)));
}

function median(values: readonly number[]): number {
  return medianInterval(values).median;
}

function ms(values: readonly number[]): string {
  return `${rounded(median(values))} ms`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
