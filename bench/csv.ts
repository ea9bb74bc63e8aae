// 1,000,000 rows to a CSV file and back on SQLite, with types, checks and row errors: against the driver's cursor, csv-parse and
// batched INSERTs by hand, which check nothing. Each way runs in a process of its own, one after another, in turn.
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { medianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";

const mebibyte = 1024 * 1024;
const ways = ["out-hand", "out-ours", "in-hand", "in-ours"] as const;
type Way = (typeof ways)[number];

interface Run {
  readonly ms: number;
  readonly grownBytes: number;
}

/** `npm run bench -- csv` */
export default async function csv({ quick, rows = 1_000_000 }: BenchOptions): Promise<ScenarioResult> {
  const folder = mkdtempSync(join(tmpdir(), "rowx-bench-csv-"));
  try {
    const full = join(folder, "full.db");
    const empty = join(folder, "empty.db");
    fill(full, rows);
    fill(empty, 0);
    const runs: Record<Way, Run[]> = { "out-hand": [], "out-ours": [], "in-hand": [], "in-ours": [] };
    for (let round = 0; round < (quick ? 2 : 6); round++) {
      // Who comes second finds the disk warm: in turn.
      const order = round % 2 === 0 ? ways : (["out-ours", "out-hand", "in-ours", "in-hand"] as const);
      for (const way of order) {
        const database = way.startsWith("out") ? full : join(folder, "target.db");
        if (database !== full) copyFileSync(empty, database);
        // Both ways in read the same file: the one that was written by hand, or by ours, in the round before them.
        runs[way].push(await runWay(way, database, join(folder, "items.csv")));
        for (const end of ["-wal", "-shm"]) rmSync(`${database}${end}`, { force: true });
      }
    }
    return report(runs, { rows, bytes: statSync(join(folder, "items.csv")).size });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runWay(way: Way, database: string, file: string): Promise<Run> {
  const worker = join(import.meta.dirname, "csv-parts", "worker.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [worker, way, database, file]);
  const run: unknown = JSON.parse(stdout);
  return run as Run; // as: what the worker prints
}

function fill(file: string, rows: number): void {
  const database = new Database(file);
  database.exec(`create table bench_items (id integer primary key autoincrement not null, title text not null,
    stock integer not null, sold integer not null, price numeric(12, 2) not null, seen_at integer not null, note text)`);
  database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    insert into bench_items (title, stock, sold, price, seen_at, note)
    select 'Item number ' || i, i % 1000, i % 2, (i % 100000) / 100.0, 1700000000000 + i * 1000,
      case when i % 3 = 0 then null else 'A note, with a comma, of item ' || i end from n where ${rows} > 0`);
  database.close();
}

function report(
  runs: Readonly<Record<Way, readonly Run[]>>,
  { rows, bytes }: { readonly rows: number; readonly bytes: number },
): ScenarioResult {
  const speed = (direction: "out" | "in"): Mark => {
    const ratios = runs[`${direction}-ours`].map(
      ({ ms }, at) => (runs[`${direction}-hand`][at]?.ms ?? Number.NaN) / ms,
    );
    return { name: `ratio.${direction}`, value: medianInterval(ratios), is: ">=", limit: 0.5 };
  };
  const memory = (direction: "out" | "in"): Mark => ({
    name: `memory.${direction} in MiB`,
    value: medianInterval(runs[`${direction}-ours`].map(({ grownBytes }) => grownBytes / mebibyte)),
    is: "<=",
    limit: 64,
  });
  const ms = (way: Way): number => medianInterval(runs[way].map((run) => run.ms)).median;
  const grown = (way: Way): number => medianInterval(runs[way].map((run) => run.grownBytes)).median / mebibyte;
  return {
    ours: Math.round(ms("in-ours")),
    against: { "by hand": Math.round(ms("in-hand")) },
    marks: [speed("out"), speed("in"), memory("out"), memory("in")],
    table: [
      `${rows} rows, ${Math.round(bytes / mebibyte)} MiB`,
      "",
      "| | ms | memory beyond that before |",
      "|---|---|---|",
      ...ways.map((way) => `| ${way} | ${Math.round(ms(way))} | ${grown(way).toFixed(1)} MiB |`),
    ],
  };
}
