// Everything that needs no server: format, lint with the import matrix and cycles, types, unused exports.
import { spawnSync } from "node:child_process";

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ["format", "prettier", "--check", "--log-level", "warn", "."],
  ["lint", "oxlint", "--deny-warnings"],
  ["types", "tsc", "-p", "tsconfig.json"],
  ["types of the browser half, without Node", "tsc", "-p", "tsconfig.browser.json"],
  ["types of the framework, without DOM", "tsc", "-p", "tsconfig.framework.json"],
  ["unused exports", "knip"],
  ["names of the entries", "node", "scripts/check-exports.ts"],
];

const failed: string[] = [];
for (const [name, command, ...args] of steps) {
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: false });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`npm run check failed: ${failed.join(", ")}`);
  process.exit(1);
}
