// A reporter for the runner: after the contract's checks, how many of each item every database keeps.
import { basename } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { dialectNames } from "./servers/test-database.ts";

/** Prints one line for each file in tests/contract that was run, and their sum. */
export default class ContractSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const items = modules.filter(({ moduleId }) => moduleId.includes("/tests/contract/")).map(itemOf);
    if (items.length === 0) return;
    const width = Math.max(...items.map(({ name }) => name.length));
    const lines = items
      .toSorted((one, two) => one.name.localeCompare(two.name))
      .map(({ name, checks, unequal }) => {
        const end = unequal.length === 0 ? `equal on ${dialectNames.join(", ")}` : `not so: ${unequal.join("; ")}`;
        return `  ${name.padEnd(width)}  ${String(checks).padStart(3)} checks, ${end}`;
      });
    const sum = items.reduce((all, { checks }) => all + checks, 0);
    process.stdout.write(`\n Contract of the databases: ${sum} checks\n${lines.join("\n")}\n`);
  }
}

interface Item {
  readonly name: string;
  readonly checks: number;
  /** Checks that some database does not keep, with those that do. */
  readonly unequal: readonly string[];
}

function itemOf(module: TestModule): Item {
  const checks = Map.groupBy(module.children.allTests(), checkOf);
  const unequal = [...checks].flatMap(([name, tests]) => {
    const kept = tests.filter((one) => one.result().state === "passed").map((one) => one.name);
    return dialectNames.every((dialect) => kept.includes(dialect))
      ? []
      : `"${name}" (kept by ${kept.join(", ") || "none"})`;
  });
  return { name: basename(module.moduleId, ".test.ts"), checks: checks.size, unequal };
}

function checkOf({ parent }: TestCase): string {
  return parent.type === "suite" ? parent.name : "";
}
