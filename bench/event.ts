// One trivial event and its delta back: what our layer costs above a bare socket. Servers each in a process of their own,
// measured one after the other in every round, the load in this one.
import { Contender, type Cost } from "./event-parts/contender.ts";
import { dialects } from "./event-parts/dialects.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, ScenarioResult } from "./measure/scenario.ts";

const sockets = 50;
const pipelineDepth = 16;
/** Until the compilers have done their work: about 20,000 events of each kind. */
const warmUpRounds = 4;

/** What is measured in each round: name in the table, server, event, events in flight for each socket. */
const runs = [
  ["ws-echo", "ws-echo", "add", 1],
  ["ours", "ours", "add", 1],
  ["socket.io", "socket.io", "add", 1],
  ["ours, awaiting handler", "ours", "addLater", 1],
  ["ours, nested edit", "ours", "toggle", 1],
  ["ws-echo, pipelined", "ws-echo", "add", pipelineDepth],
  ["ours, pipelined", "ours", "add", pipelineDepth],
] as const;

type RunName = (typeof runs)[number][0];

/** `npm run bench -- event` */
export default async function event({ quick }: BenchOptions): Promise<ScenarioResult> {
  const servers = {
    "ws-echo": await Contender.start(dialects["ws-echo"], sockets),
    "socket.io": await Contender.start(dialects["socket.io"], sockets),
    ours: await Contender.start(dialects.ours, sockets),
  };
  const rounds: ReadonlyMap<RunName, Cost>[] = [];
  try {
    // Many short rounds: what else the machine does then falls on both of a pair.
    const [count, durationMs] = quick ? [40, 100] : [80, 250];
    for (let round = -warmUpRounds; round < count; round++) {
      const costs = new Map<RunName, Cost>();
      // There and back again: what a run leaves behind for the next one falls on each of a pair equally often.
      for (const [name, server, what, depth] of round % 2 === 0 ? runs : runs.toReversed()) {
        costs.set(name, await servers[server].measure(what, depth, durationMs));
      }
      if (round >= 0) rounds.push(costs);
    }
  } finally {
    for (const server of Object.values(servers)) server.stop();
  }
  return toResult(rounds);
}

function toResult(rounds: readonly ReadonlyMap<RunName, Cost>[]): ScenarioResult {
  const cpu = (name: RunName, round: ReadonlyMap<RunName, Cost>): number => round.get(name)?.cpuUs ?? Number.NaN;
  const median = (name: RunName): number =>
    Number(medianInterval(rounds.map((round) => cpu(name, round))).median.toFixed(2));
  /** How many times less CPU than the other: pairs of the same round. */
  const ratio = (ours: RunName, other: RunName): MedianInterval =>
    medianInterval(rounds.map((round) => cpu(other, round) / cpu(ours, round)));
  const perSecond = (name: RunName): number =>
    Math.round(medianInterval(rounds.map((round) => round.get(name)?.perSecond ?? Number.NaN)).median);
  return {
    ours: median("ours"),
    against: { "ws-echo": median("ws-echo"), "socket.io": median("socket.io") },
    marks: [
      { name: "ratio.ws-echo", value: ratio("ours", "ws-echo"), is: ">=", limit: 0.85 },
      { name: "ratio.socket.io", value: ratio("ours", "socket.io"), is: ">=", limit: 1.3 },
      { name: "ratio.awaiting", value: ratio("ours, awaiting handler", "ws-echo"), is: ">=", limit: 0.75 },
      { name: "ratio.nested", value: ratio("ours, nested edit", "ws-echo"), is: ">=", limit: 0.7 },
      { name: "ratio.pipelined", value: ratio("ours, pipelined", "ws-echo, pipelined"), is: ">=", limit: 2 },
    ],
    table: [
      `| ${sockets} sockets | server CPU µs/event | events/s |`,
      "|---|---|---|",
      ...runs.map(([name]) => `| ${name} | ${median(name)} | ${perSecond(name)} |`),
    ],
  };
}
