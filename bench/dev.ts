// `rx dev` against `next dev` of the same page by hand: from the command to the page at work in Chromium, each time on a
// fresh project; then an edit of the page, and of its State with what it holds kept, until the browser shows it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../tests/browser/launch.ts";
import { packedApp } from "../tests/support/packed-app.ts";
import { oursFiles, peerFiles, type ProjectFiles } from "./dev-parts/dev-pages.ts";
import { runDevSide, type DevSide, type DevTimes } from "./dev-parts/dev-side.ts";
import { medianInterval, type MedianInterval } from "./measure/median-interval.ts";
import type { BenchOptions, Mark, ScenarioResult } from "./measure/scenario.ts";

const [oursPort, peerPort] = [3970, 3980];

/** `npm run bench -- dev` */
export default async function dev({ quick }: BenchOptions): Promise<ScenarioResult> {
  const [rounds, edits] = quick ? [3, 4] : [8, 10];
  using app = packedApp(join(import.meta.dirname, "..", "templates", "blank"), { name: "dev-bench" });
  const home = join(app.folder, "..", "..");
  // Neither asks a package registry for the newest Next: the answer takes as long as the network does.
  const noRegistry = join(home, "node_modules", "rowx", "dist", "cli", "dev", "no-registry.js");
  if (!existsSync(noRegistry)) throw new Error(`Expected ${noRegistry}`);
  Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", NODE_OPTIONS: `--import=${noRegistry}` });
  const sides: readonly DevSide[] = [
    {
      name: "ours",
      folder: join(app.folder, "ours"),
      files: { ...oursFiles, "package.json": JSON.stringify({ name: "ours", private: true, type: "module" }) },
      command: [app.rx, "dev", "--port", String(oursPort)],
      address: `http://localhost:${oursPort}/`,
      edited: "app/pages/index.tsx",
    },
    {
      name: "next",
      folder: join(app.folder, "by-hand"),
      files: { ...atRoot(peerFiles, home), "package.json": JSON.stringify({ name: "by-hand", private: true }) },
      command: [join(home, "node_modules", "next", "dist", "bin", "next"), "dev", "--port", String(peerPort)],
      address: `http://localhost:${peerPort}/`,
      edited: "app/page.jsx",
    },
  ];
  await using browser = await launchBrowser();
  const times: Record<DevSide["name"], DevTimes[]> = { ours: [], next: [] };
  for (let round = 0; round < rounds; round++) {
    const inTurn = round % 2 === 0 ? sides : sides.toReversed();
    for (const side of inTurn) times[side.name].push(await runDevSide(side, browser, edits));
  }
  return report(times);
}

function atRoot(files: ProjectFiles, root: string): ProjectFiles {
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, text.replaceAll('"ROOT"', JSON.stringify(root))]),
  );
}

function report({ ours, next }: Readonly<Record<DevSide["name"], readonly DevTimes[]>>): ScenarioResult {
  const starts = ratios(
    ours.map(({ start }) => start),
    next.map(({ start }) => start),
  );
  const [page, state, theirs] = [ours.flatMap((one) => one.page), ours.flatMap((one) => one.state), edited(next)];
  const marks: readonly Mark[] = [
    { name: "ratio.start", value: starts, is: "<=", limit: 1.3 },
    { name: "ratio.page", value: ratios(page, theirs), is: "<=", limit: 1.2 },
    { name: "ratio.state", value: ratios(state, theirs), is: "<=", limit: 3 },
  ];
  const line = (what: string, own: readonly number[], other: readonly number[], ratio: string): string =>
    `| ${what} | ${inMs(own)} | ${inMs(other)} | ${ratio} |`;
  const readyOf = (all: readonly DevTimes[]): readonly number[] => all.map(({ ready }) => ready);
  return {
    ours: middle(ours.map(({ start }) => start)),
    against: { next: middle(next.map(({ start }) => start)) },
    marks,
    table: [
      "| | rx dev | next dev of the page by hand | ratio |",
      "|---|---|---|---|",
      line("it says that it is ready", readyOf(ours), readyOf(next), "no mark"),
      line(
        "the first page is at work",
        ours.map(({ start }) => start),
        next.map(({ start }) => start),
        `${shown(starts)}, wanted ≤ 1.3`,
      ),
      line("an edit of the page shows", page, theirs, `${shown(marks[1]?.value)}, wanted ≤ 1.2`),
      line("an edit of its State shows", state, theirs, `${shown(marks[2]?.value)}, wanted ≤ 3`),
      "",
      `${ours.length} starts each, ${page.length} edits of each kind; both without a call to the package registry.`,
    ],
  };
}

/** By hand there is one kind of edit: label and words stand in one component. */
function edited(times: readonly DevTimes[]): readonly number[] {
  return times.flatMap(({ page }) => page);
}

function ratios(ours: readonly number[], theirs: readonly number[]): MedianInterval {
  return medianInterval(ours.map((ms, at) => ms / (theirs[at] ?? Number.NaN)));
}

function middle(values: readonly number[]): number {
  return Math.round(medianInterval(values).median);
}

function inMs(values: readonly number[]): string {
  const { median, max } = medianInterval(values);
  return `${Math.round(median)} (${Math.round(max)}) ms`;
}

function shown(value: MedianInterval | undefined): string {
  const text = (number = Number.NaN): string => number.toPrecision(3);
  return `${text(value?.median)} [${text(value?.low)}, ${text(value?.high)}]`;
}
