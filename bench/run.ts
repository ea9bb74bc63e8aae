// npm run bench [-- <scenario> …] [--quick] [--rows=10000000]: runs them all, or those named; each ends with one JSON line.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { cpus } from "node:os";
import type { Mark, Scenario } from "./measure/scenario.ts";

const quick = process.argv.includes("--quick");
const rows = optionOf("--rows");
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--") && argument !== rows);
const there = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "run.ts")
  .map((file) => basename(file, ".ts"));
const unknown = names.find((name) => !there.includes(name));
if (unknown !== undefined) {
  console.error(`Expected one of ${there.join(", ")}, found ${unknown}.`);
  process.exit(1);
}

console.log(`Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}\n`);
let failed = false;
for (const name of names.length > 0 ? names : there) {
  const { default: run }: { readonly default: Scenario } = await import(join(import.meta.dirname, `${name}.ts`));
  const { ours, against, marks, table } = await run({ quick, ...(rows === undefined ? {} : { rows: Number(rows) }) });
  for (const line of table) console.log(line);
  const ratio = Object.fromEntries(marks.map((mark) => [mark.name, rounded(mark.value.median)]));
  const interval = Object.fromEntries(marks.map((mark) => [mark.name, [mark.value.low, mark.value.high].map(rounded)]));
  const mark = marks.map(({ name: what, is, limit }) => `${what} ${is} ${limit}`).join(" and ");
  const ok = marks.every(holds);
  failed ||= !ok;
  console.log(JSON.stringify({ scenario: name, ours, against, ratio, interval, mark, ok }));
}
process.exit(failed ? 1 : 0);

/** `--name value` or `--name=value`. */
function optionOf(name: string): string | undefined {
  const at = process.argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  return at < 0 ? undefined : (process.argv[at]?.split("=")[1] ?? process.argv[at + 1]);
}

function holds({ value, is, limit }: Mark): boolean {
  return is === ">=" ? value.low >= limit : value.high <= limit;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
