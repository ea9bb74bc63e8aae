// One process of the delta scenario: every case, and what came out goes to the process that asked for it.
import { medianInterval } from "../measure/median-interval.ts";
import { cases, type Case } from "./cases.ts";
import { makeOurs } from "./ours.ts";
import { peers, type MakeEngine } from "./peers.ts";
import { Runner } from "./runner.ts";
import { warmUp } from "./warm-up.ts";

const rowCount = 10_000;
const fewRows = 1_000;
const changes = 60;
const pairCount = 200;
/** What is appended stays: so many pairs, and the list goes from 10,000 rows to 13,600. */
const growingPairCount = 60;
const maxWarmUpMs = 2_000;

/** One engine in one case: medians of one process. */
export interface Measured {
  readonly us: number;
  readonly bytes: number;
  /** Its time over ours; for ours, of the long list over the short one. */
  readonly ratio: number;
}

/** By case, by engine. */
export type ProcessResult = Readonly<Record<string, Readonly<Record<string, Measured>>>>;

function measureCase(of: Case, isGrowing: boolean): Record<string, Measured> {
  const isList = of.root(0) === "rows";
  const run = (make: MakeEngine, rows: number, count = changes): Runner =>
    new Runner(make(of, rows), { changes: count, isGrowing });
  const pairs = isGrowing ? growingPairCount : pairCount;
  const measured: Record<string, Measured> = {};
  for (const [name, make] of Object.entries(peers)) {
    // A whole list takes milliseconds each time and is far off.
    const isSlow = name === "whole var" && isList;
    const [peer, ours] = [run(make, rowCount, isSlow ? 1 : changes), run(makeOurs, rowCount)];
    measured[name] = summary(peer, pair(peer, ours, isSlow ? 20 : pairs));
  }
  const ours = run(makeOurs, rowCount);
  measured["ours"] = summary(ours, pair(ours, run(makeOurs, fewRows), pairs));
  return measured;
}

/** On others of the same kind, so that those which are measured begin with compiled code and rows as they are named. */
function warm(of: Case): void {
  const makes = [makeOurs, makeOurs, peers.mutative, peers.immer];
  warmUp(
    makes.map((make) => new Runner(make(of, fewRows), { changes, isGrowing: false })),
    maxWarmUpMs,
  );
}

function summary({ us, bytes }: Runner, ratio: number): Measured {
  return { us: median(us), bytes: median(bytes), ratio };
}

/** Two in turn, who begins alternates: the median of the one's time over the other's. */
function pair(over: Runner, under: Runner, count: number): number {
  const ratios = Array.from({ length: count }, (_, index) => {
    if (index % 2 === 0) return over.round() / under.round();
    const below = under.round();
    return over.round() / below;
  });
  return median(ratios);
}

const median = (values: readonly number[]): number => medianInterval(values).median;

const result: Record<string, Record<string, Measured>> = {};
for (const of of cases) {
  warm(of);
  result[of.name] = measureCase(of, of.name === "append");
  if (of.name === "append") result["append, cut back"] = measureCase(of, false);
}
process.send?.(result);
