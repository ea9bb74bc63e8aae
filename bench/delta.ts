// What one change costs the engine that follows it: µs from the handler to the text that says what changed, and the bytes of
// that text. Neither has the frame around it: type, version and answer, 40 to 45 bytes. Processes differ more from each other
// than the pairs within one do (what is compiled when, where objects lie), so the interval is over the medians of whole processes.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Measured, ProcessResult } from "./delta-parts/one-process.ts";
import { medianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";

/** Those of performance.md. What is appended stays; in the last line it is taken away after every 60, so that the list has 10,000 rows. */
const cases = ["counter", "append", "cell", "one of 100 vars"] as const;
const orientation = "append, cut back";
const engines = ["ours", "whole var", "immer", "mutative"] as const;

/** `npm run bench -- delta` */
export default async function delta({ quick }: BenchOptions): Promise<ScenarioResult> {
  const results: ProcessResult[] = [];
  for (let index = 0; index < (quick ? 6 : 20); index++) results.push(await runProcess());
  const all = (change: string, engine: string, what: keyof Measured): number[] =>
    results.map((result) => result[change]?.[engine]?.[what] ?? Number.NaN);
  const middle = (change: string, engine: string, what: keyof Measured): number =>
    medianInterval(all(change, engine, what)).median;

  const table = ["| change | ours | whole var | immer | mutative |", "|---|---|---|---|---|"];
  const marks: Mark[] = [];
  for (const change of [...cases, orientation]) {
    const cells = engines.map(
      (name) => `${rounded(middle(change, name, "us"))} µs, ${middle(change, name, "bytes")} B`,
    );
    table.push(`| ${change} | ${cells.join(" | ")} |`);
  }
  for (const change of cases) {
    marks.push({ name: `bytes.${change}`, value: medianInterval(all(change, "ours", "bytes")), is: "<=", limit: 80 });
  }
  for (const change of ["append", "cell"]) {
    marks.push({ name: `length.${change}`, value: medianInterval(all(change, "ours", "ratio")), is: "<=", limit: 1.5 });
  }
  const value = medianInterval(all("append", "mutative", "ratio"));
  marks.push({ name: "ratio.mutative.append", value, is: ">=", limit: 50 });
  const against = {
    mutative: rounded(middle("append", "mutative", "us")),
    "mutative, cut back": rounded(middle(orientation, "mutative", "us")),
  };
  return { ours: rounded(middle("append", "ours", "us")), against, marks, table };
}

async function runProcess(): Promise<ProcessResult> {
  const child = fork(join(import.meta.dirname, "delta-parts/one-process.ts"));
  const ended = once(child, "exit");
  const [result]: ProcessResult[] = await once(child, "message");
  await ended;
  if (result === undefined) throw new TypeError("A process of the bench told nothing.");
  return result;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
