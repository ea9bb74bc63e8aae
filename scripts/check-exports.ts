// Compares the names that each entry exports with src/entries/exports.json, so that none comes or goes unseen; --write takes the
// present names as the right ones.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";

const folder = join(import.meta.dirname, "..", "src", "entries");
const path = join(folder, "exports.json");

const found = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .toSorted()
    .map((name) => [name.slice(0, -3), namesOf(name)]),
);

if (process.argv.includes("--write")) writeFileSync(path, `${JSON.stringify(found, undefined, 2)}\n`);
else compare(JSON.parse(readFileSync(path, "utf8")));

function namesOf(name: string): readonly string[] {
  const { module } = parseSync(name, readFileSync(join(folder, name), "utf8"));
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .map(({ exportName, moduleRequest, isType }) => {
      const shown = exportName.name ?? (exportName.kind === "Default" ? "default" : `* from ${moduleRequest?.value}`);
      return isType ? `type ${shown}` : shown;
    })
    .toSorted();
}

function compare(expected: Readonly<Record<string, readonly string[] | undefined>>): void {
  const changes = [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((entry) => {
    const [before, after] = [new Set(expected[entry]), new Set(found[entry])];
    return [
      ...[...after].filter((name) => !before.has(name)).map((name) => `+ ${entry}: ${name}`),
      ...[...before].filter((name) => !after.has(name)).map((name) => `- ${entry}: ${name}`),
    ];
  });
  if (changes.length === 0) return;
  console.error(
    `${changes.join("\n")}\nIf this is meant: node scripts/check-exports.ts --write, and the docs with it.`,
  );
  process.exit(1);
}
