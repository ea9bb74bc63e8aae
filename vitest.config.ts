import { configDefaults, defineConfig } from "vitest/config";

const long = process.env["RX_TEST_LONG"] === "1";

export default defineConfig({
  test: {
    // Two cores: more workers only make the timings of the browser tests worse.
    maxWorkers: 2,
    testTimeout: 20_000,
    // The first that asks for a database server starts it.
    hookTimeout: 60_000,
    globalSetup: ["tests/support/servers/global-servers.ts"],
    reporters: ["default", "./tests/support/contract-summary.ts"],
    // What takes minutes by its nature runs with `npm run test:long` only.
    exclude: [...configDefaults.exclude, ...(long ? [] : ["**/*.long.test.ts"])],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "flow",
          include: ["tests/{flow,contract,faults,security,docs}/**/*.test.ts"],
          testTimeout: long ? 900_000 : 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/{browser,templates,package}/**/*.test.ts"],
          testTimeout: long ? 900_000 : 180_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          expect: { poll: { timeout: 8_000 } },
        },
      },
    ],
  },
});
