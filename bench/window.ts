// 100 rows of 1,000,000 (or `--rows 10000000`), by an indexed sort and with a join, at every depth, on SQLite and PostgreSQL:
// against plain Drizzle's OFFSET and the driver's seek.
import { asc, eq } from "drizzle-orm";
import { db } from "../src/orm/db.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";
import { customers, openBigDatabase, orders, type BigDatabase } from "./window-parts/big-database.ts";
import { PostgresSeek } from "./window-parts/postgres-seek.ts";
import { RawSeek } from "./window-parts/raw-seek.ts";
import type { Seek } from "./window-parts/seek.ts";
import { createBenchRows, Scroller } from "./window-parts/scroller.ts";

const depths = [0, 0.5, 0.99];
const sort = [["placedAt", "asc"]] as const;
const filter = { col: "status", op: "eq", value: "open" } as const;

/** `npm run bench -- window` */
export default async function window({ quick, rows = 1_000_000 }: BenchOptions): Promise<ScenarioResult> {
  const sqlite = await measure("sqlite", rows, quick);
  const postgres = await measure("postgres", rows, quick);
  const named = (marks: readonly Mark[], dialect: string): readonly Mark[] =>
    marks.map((mark) => ({ ...mark, name: `${dialect}.${mark.name}` }));
  return {
    ours: sqlite.ours,
    against: {
      ...sqlite.against,
      ...Object.fromEntries(Object.entries(postgres.against).map(([name, value]) => [`postgres ${name}`, value])),
    },
    marks: [...named(sqlite.marks, "sqlite"), ...named(postgres.marks, "postgres")],
    table: [`SQLite, ${rows} rows`, "", ...sqlite.table, "", `PostgreSQL, ${rows} rows`, "", ...postgres.table],
  };
}

async function measure(dialect: "sqlite" | "postgres", rowCount: number, quick: boolean): Promise<ScenarioResult> {
  const rounds = quick ? 60 : 200;
  const big = await openBigDatabase(rowCount, dialect);
  try {
    const scrolls = await measureScrolls(big, rowCount, rounds);
    const jumps = await measureJumps(big, rowCount, quick ? 40 : 120);
    return report(scrolls, jumps, { dialect, rowCount });
  } finally {
    await big.close();
  }
}

function openSeek({ dialect, file }: BigDatabase, condition: string): Promise<Seek> | Seek {
  return dialect === "postgres" ? PostgresSeek.open(file, condition) : new RawSeek(file, condition);
}

interface Round {
  readonly ours: number;
  readonly raw: number;
  /** In some rounds: it takes as long as a hundred of the others. */
  readonly offset: number | undefined;
}

interface Series {
  readonly name: string;
  readonly rounds: Round[];
}

/** Rounds that warm caches and compilers. */
const warmRounds = 5;
/** Rounds with OFFSET. */
const offsetRounds = 6;

async function measureScrolls(big: BigDatabase, rowCount: number, rounds: number): Promise<readonly Series[]> {
  const rows = createBenchRows(big.handle);
  const places = [
    ...depths.map((depth) => ({ name: `${depth * 100} %`, depth, filter: null, condition: "1 = 1" })),
    { name: "filtered, 50 %", depth: 0.5, filter, condition: "o.status = 'open'" },
  ];
  const runs = [];
  for (const place of places) {
    const view = new Scroller(rows, orders);
    const { page } = await view.ask({ want: 100, sort, filter: place.filter });
    const count = page.total?.count ?? (place.filter ? rowCount / 5 : rowCount);
    // So that the last round is at the place that the series is named for.
    const index = place.depth === 0 ? 0 : Math.floor(count * place.depth) - (rounds + warmRounds) * 100;
    if (index > 0) await view.ask({ want: 100, at: { index } });
    const raw = await openSeek(big, place.condition);
    await raw.jump(Math.max(0, index), place.condition);
    runs.push({ place, view, raw, series: { name: place.name, rounds: [] } as Series });
  }
  for (let round = -warmRounds; round < rounds; round++) {
    for (const { place, view, raw, series } of runs) {
      // Who comes second finds the processor's caches warm: in turn.
      const early = round % 2 === 0 ? await timed(() => raw.scroll()) : undefined;
      const { ms } = await view.scroll();
      const rawMs = early ?? (await timed(() => raw.scroll()));
      const isWithOffset = round >= 0 && round % Math.floor(rounds / offsetRounds) === 0;
      const deep = Math.floor((place.filter ? rowCount / 5 : rowCount) * place.depth);
      const offset = isWithOffset ? await byOffset(deep, place.filter !== null) : undefined;
      if (round >= 0) series.rounds.push({ ours: ms, raw: rawMs, offset });
    }
  }
  for (const { view, raw } of runs) {
    view.close();
    await raw.close();
  }
  rows.close();
  return runs.map(({ series }) => series);
}

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The same page as an app would write it by hand. */
async function byOffset(offset: number, isFiltered: boolean): Promise<number> {
  const startedAt = performance.now();
  const page = await db
    .select()
    .from(orders)
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .where(isFiltered ? eq(orders.status, "open") : undefined)
    .orderBy(asc(orders.placedAt), asc(orders.id))
    .limit(100)
    .offset(offset);
  JSON.stringify(page);
  return performance.now() - startedAt;
}

interface Jump {
  /** The first of a process, the same again once the skeleton is there, and the scroll after that. */
  readonly about: number;
  readonly exact: number;
  readonly scroll: number;
  /** Was the first marked as `about`, and the other exact? */
  readonly isSaid: boolean;
}

async function measureJumps({ handle }: BigDatabase, rowCount: number, rounds: number): Promise<readonly Jump[]> {
  const known = createBenchRows(handle);
  const jumps: Jump[] = [];
  const view = new Scroller(known, orders);
  await view.ask({ want: 100, sort });
  for (let tries = 0; tries < 20_000; tries++) {
    const { page } = await view.ask({ want: 100, at: { index: Math.floor(rowCount / 2) + tries } });
    if (page.firstIs === undefined && page.first !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (let round = -warmRounds; round < rounds; round++) {
    const index = 20_000 + Math.floor((((round + warmRounds) * 0.379_721) % 1) * (rowCount - 40_000));
    const exact = await view.ask({ want: 100, at: { index } });
    const scroll = await view.scroll();
    // Another process that nobody has asked before: its first far jump has no skeleton.
    const rows = createBenchRows(handle);
    const other = new Scroller(rows, orders);
    await other.ask({ want: 100, sort });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const about = await other.ask({ want: 100, at: { index } });
    other.close();
    rows.close();
    // The last piece of its skeleton.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const isSaid = about.page.firstIs === "about" && exact.page.firstIs === undefined && exact.page.first === index;
    if (round >= 0) jumps.push({ about: about.ms, exact: exact.ms, scroll: scroll.ms, isSaid });
  }
  view.close();
  known.close();
  return jumps;
}

function report(
  scrolls: readonly Series[],
  jumps: readonly Jump[],
  { dialect, rowCount }: { readonly dialect: "sqlite" | "postgres"; readonly rowCount: number },
): ScenarioResult {
  const marks: Mark[] = [];
  const table = ["| place | ours | raw seek | Drizzle OFFSET | ours / raw |", "|---|---|---|---|---|"];
  for (const { name, rounds } of scrolls) {
    const value = medianInterval(rounds.map(({ ours, raw }) => ours / raw));
    const offsets = rounds.flatMap(({ offset }) => offset ?? []);
    const cells = [ms(rounds.map(({ ours }) => ours)), ms(rounds.map(({ raw }) => raw)), ms(offsets), between(value)];
    table.push(`| ${name} | ${cells.join(" | ")} |`);
    marks.push({ name: `ratio.raw.${name}`, value, is: "<=", limit: dialect === "sqlite" ? 2.5 : 1.5 });
  }
  const [top, middle, deep] = scrolls.map(({ rounds }) => rounds);
  if (top && middle && deep) {
    const byMedian = [top, middle, deep].toSorted((a, b) => median(oursOf(a)) - median(oursOf(b)));
    const [best = top, , worst = deep] = byMedian;
    const depth = medianInterval(worst.map(({ ours }, round) => ours / (best[round]?.ours ?? Number.NaN)));
    marks.push({ name: "depth", value: depth, is: "<=", limit: 2 });
    const offset = medianInterval(deep.flatMap((round) => (round.offset ? [round.offset / round.ours] : [])));
    marks.push({
      name: "ratio.offset.99 %",
      value: offset,
      is: ">=",
      limit: dialect === "postgres" && rowCount >= 10_000_000 ? 1_000 : 20,
    });
  }
  for (const kind of ["about", "exact"] as const) {
    const value = medianInterval(jumps.map((jump) => jump[kind] / jump.scroll));
    table.push(`| far jump, ${kind === "about" ? "first" : kind} | ${ms(jumps.map((jump) => jump[kind]))} | | | |`);
    marks.push({ name: `jump.${kind}`, value, is: "<=", limit: 10 });
  }
  const isSaid = medianInterval([jumps.every((jump) => jump.isSaid) ? 1 : 0]);
  marks.push({ name: "jump.said", value: isSaid, is: ">=", limit: 1 });
  const last = scrolls.find(({ name }) => name === "99 %")?.rounds ?? [];
  return {
    ours: rounded(median(oursOf(last))),
    against: {
      raw: rounded(median(last.map(({ raw }) => raw))),
      offset: rounded(median(last.flatMap(({ offset }) => offset ?? []))),
    },
    marks,
    table,
  };
}

function oursOf(rounds: readonly Round[]): readonly number[] {
  return rounds.map(({ ours }) => ours);
}

function median(values: readonly number[]): number {
  return medianInterval(values).median;
}

function between({ median: middle, low, high }: MedianInterval): string {
  return `${rounded(middle)} [${rounded(low)}, ${rounded(high)}]`;
}

function ms(values: readonly number[]): string {
  return `${rounded(median(values))} ms`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
