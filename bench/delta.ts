// What one change costs the engine that follows it: µs from the handler to the text that says what changed, and the bytes of
// that text. Neither has the frame around it: type, version and answer, 40 to 45 bytes.
import { cases } from "./delta-parts/cases.ts";
import { makeOurs } from "./delta-parts/ours.ts";
import { peers, type Engine } from "./delta-parts/peers.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";

const rowCount = 10_000;
const fewRows = 1_000;
/** Changes of one round. Few, so that the list does not grow away from the length that is named. */
const maxChanges = 60;

/** An engine at work on one case. */
class Runner {
  readonly #engine: Engine;
  readonly #budgetMs: number;
  #step = 0;
  readonly bytes: number[] = [];
  readonly us: number[] = [];

  constructor(engine: Engine, budgetMs: number) {
    this.#engine = engine;
    this.#budgetMs = budgetMs;
  }

  warmUp(durationMs: number): void {
    const until = performance.now() + durationMs;
    while (performance.now() < until) this.#engine(this.#step++);
  }

  /** Changes for as long as the budget allows; the mean µs of one. */
  round(): void {
    const startedAt = performance.now();
    let count = 0;
    let text = "";
    while (performance.now() - startedAt < this.#budgetMs && count < maxChanges) {
      text = this.#engine(this.#step++);
      count++;
    }
    this.us.push(((performance.now() - startedAt) * 1_000) / count);
    this.bytes.push(Buffer.byteLength(text));
  }
}

/** `npm run bench -- delta` */
export default async function delta({ quick }: BenchOptions): Promise<ScenarioResult> {
  const [rounds, budgetMs] = quick ? [60, 6] : [200, 12];
  const table = ["| change | ours | whole var | immer | mutative |", "|---|---|---|---|---|"];
  const marks: Mark[] = [];
  let appended = { ours: 0, mutative: 0 };
  for (const of of cases) {
    // On others of the same kind, so that those which are measured begin with compiled code and rows as they are named.
    for (const make of [makeOurs, ...Object.values(peers)]) new Runner(make(of, fewRows), 0).warmUp(400);
    const runners = new Map([["ours", new Runner(makeOurs(of, rowCount), budgetMs)]]);
    for (const [name, make] of Object.entries(peers)) runners.set(name, new Runner(make(of, rowCount), budgetMs));
    const small = new Runner(makeOurs(of, fewRows), budgetMs);
    for (let round = 0; round < rounds; round++) for (const runner of [...runners.values(), small]) runner.round();
    table.push(`| ${of.name} | ${[...runners.values()].map(describe).join(" | ")} |`);
    const ours = runners.get("ours");
    const mutative = runners.get("mutative");
    if (ours === undefined || mutative === undefined) continue;
    marks.push({ name: `bytes.${of.name}`, value: medianInterval(ours.bytes), is: "<=", limit: 80 });
    if (of.name === "append" || of.name === "cell") {
      marks.push({ name: `length.${of.name}`, value: pairs(ours, small), is: "<=", limit: 1.5 });
    }
    if (of.name === "append") {
      marks.push({ name: "ratio.mutative.append", value: pairs(mutative, ours), is: ">=", limit: 50 });
      appended = { ours: medianInterval(ours.us).median, mutative: medianInterval(mutative.us).median };
    }
  }
  return { ours: rounded(appended.ours), against: { mutative: rounded(appended.mutative) }, marks, table };
}

function pairs(over: Runner, under: Runner): MedianInterval {
  return medianInterval(over.us.map((us, index) => us / (under.us[index] ?? Number.NaN)));
}

function describe({ us, bytes }: Runner): string {
  return `${rounded(medianInterval(us).median)} µs, ${medianInterval(bytes).median} B`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
