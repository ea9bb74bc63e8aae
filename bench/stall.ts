// Trivial events while another tab searches 1,000,000 rows on SQLite, each search about a second: nobody waits for it.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { RawSocket } from "./event-parts/raw-socket.ts";
import { medianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, ScenarioResult } from "./measure/scenario.ts";
import { openBigDatabase } from "./window-parts/big-database.ts";

const rowCount = 1_000_000;
/** One event in so many ms: 200 a second. */
const paceMs = 5;

/** `npm run bench -- stall` */
export default async function stall({ quick }: BenchOptions): Promise<ScenarioResult> {
  const [rounds, durationMs] = quick ? [8, 2_000] : [16, 5_000];
  const big = await openBigDatabase(rowCount);
  const child = fork(join(import.meta.dirname, "stall-parts", "server.ts"), [big.file]);
  try {
    const [port] = await once(child, "message");
    const clicker = await Tab.open(port, "/");
    const searcher = await Tab.open(port, "/grid");
    await searcher.search("warm");
    await clicker.latencies(1_000);
    const pairs: { readonly calm: number; readonly busy: number; readonly searches: readonly number[] }[] = [];
    for (let round = 0; round < rounds; round++) {
      const calm = percentile(await clicker.latencies(durationMs), 0.99);
      const searching = searcher.searchFor(durationMs, round);
      const busy = percentile(await clicker.latencies(durationMs), 0.99);
      pairs.push({ calm, busy, searches: await searching });
    }
    return report(pairs);
  } finally {
    await stop(child);
    await big.close();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.disconnect();
  await ended;
}

function report(pairs: readonly { calm: number; busy: number; searches: readonly number[] }[]): ScenarioResult {
  const ratio = medianInterval(pairs.map(({ calm, busy }) => busy / calm));
  const median = (values: readonly number[]): number => Number(medianInterval(values).median.toPrecision(3));
  const [calm, busy] = [median(pairs.map((pair) => pair.calm)), median(pairs.map((pair) => pair.busy))];
  const search = median(pairs.flatMap(({ searches }) => searches));
  return {
    ours: busy,
    against: { calm },
    marks: [{ name: "ratio.p99", value: ratio, is: "<=", limit: 2 }],
    table: [
      "| | p99 of an event |",
      "|---|---|",
      `| nothing else | ${calm} ms |`,
      `| beside searches of ${search} ms each | ${busy} ms |`,
    ],
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One tab, on a socket of its own. */
class Tab {
  readonly #socket: RawSocket;
  #id = 2;

  private constructor(socket: RawSocket) {
    this.#socket = socket;
  }

  static async open(port: number, route: string): Promise<Tab> {
    const socket = await RawSocket.open(port, "/_rx");
    const welcome = socket.next();
    socket.send('{"t":"hello","v":1,"build":"bench"}');
    await welcome;
    const opened = socket.next();
    socket.send(JSON.stringify({ t: "open", id: 1, route, params: {}, query: {} }));
    await opened;
    return new Tab(socket);
  }

  /** Milliseconds of each event, one after another at a steady pace. */
  async latencies(durationMs: number): Promise<readonly number[]> {
    const found: number[] = [];
    const until = performance.now() + durationMs;
    for (let due = performance.now(); due < until; due += paceMs) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const answered = this.#socket.next();
      // From when it was due: an event behind a stall has waited, too.
      const startedAt = Math.min(performance.now(), due + 1);
      this.#socket.send(`{"t":"event","id":${this.#id++},"s":"Bench","n":"add","i":1}`);
      await answered;
      found.push(performance.now() - startedAt);
    }
    return found;
  }

  /** A search of all rows for a text; milliseconds until its rows are there. */
  async search(text: string): Promise<number> {
    const startedAt = performance.now();
    const id = this.#id++;
    this.#socket.send(
      JSON.stringify({
        t: "window",
        id,
        view: 1,
        s: "Grid",
        n: "rows",
        q: { type: "page", want: 100, search: text, sort: [["placedAt", "asc"]] },
      }),
    );
    for (;;) {
      const frame = await this.#socket.next();
      if (frame.includes('"failed"')) throw new TypeError(frame);
      if (frame.includes('"type":"page"') && frame.includes(`"id":${id},`)) return performance.now() - startedAt;
    }
  }

  /** Searches for texts that are nowhere, one after another. */
  async searchFor(durationMs: number, seed: number): Promise<readonly number[]> {
    const found: number[] = [];
    const until = performance.now() + durationMs;
    for (let at = 0; performance.now() < until; at++) found.push(await this.search(`nowhere ${seed} ${at}`));
    return found;
  }
}
