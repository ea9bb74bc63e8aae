// Gets what the tests need, runs all of them, and prints their number from the runner's own report as the last line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideBrowser } from "./provide-browser.ts";
import { provideServers } from "./provide-servers.ts";

const long = process.argv.includes("--long");
const filters = process.argv.slice(2).filter((argument) => argument !== "--long");

provideBrowser();
provideServers();
const folder = mkdtempSync(join(tmpdir(), "rowx-report-"));
const report = join(folder, "report.json");
const run = spawnSync(
  "vitest",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...filters],
  { stdio: "inherit", env: { ...process.env, ...(long ? { RX_TEST_LONG: "1" } : {}) } },
);
if (!existsSync(report)) {
  console.error("The test runner ended without a report.");
  process.exit(1);
}
const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, "utf8"));
rmSync(folder, { recursive: true });
// A suite that failed to load has no tests of its own: it must not vanish from the count.
const failed = numFailedTests > 0 ? numFailedTests : run.status === 0 ? 0 : Math.max(1, numFailedTestSuites);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
