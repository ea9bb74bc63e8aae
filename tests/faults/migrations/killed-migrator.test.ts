// The migrator goes away at every boundary of a statement, on MariaDB, where statements that change tables commit by themselves:
// whoever comes next ends where it would have ended, with every row once.
import { expect, test } from "vitest";
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import type { MigrationTarget } from "../../../src/orm/migrate/migration-target.ts";
import { rollbackMigrations } from "../../../src/orm/migrate/rollback-migrations.ts";
import { testDatabase } from "../../support/servers/test-database.ts";
import { appWithMigrations } from "./app-with-migrations.ts";
import { killedMigration, stateAfter, stateOf } from "./killed-migration.ts";
import { mysqlProxy } from "./mysql-proxy.ts";
import type { Cut } from "./query-proxy.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
/** Every boundary takes minutes: without RX_TEST_LONG every so manieth is tried. */
const step = 7;
const cuts: readonly Cut[] = ["before", "during", "after"];

test("a migration that was cut off at any statement is ended by the next migrator", async () => {
  using app = appWithMigrations("mysql", killedMigration);
  const expected = await stateAfter(app.folder, applyMigrations);
  expect(expected.rows).toEqual([[10], [20]]);
  const boundaries = await cutEverywhere(app.folder, applyMigrations, async (target) => {
    expect(await applyMigrations(target).then((applied) => applied.length)).toBeLessThanOrEqual(1);
    expect(await stateOf(target)).toEqual(expected);
  });
  // Two histories, lock and journal; around each statement a note, and a transaction.
  expect(boundaries).toBeGreaterThan(40);
});

test("a rollback that was cut off at any statement is ended by the next one", async () => {
  using app = appWithMigrations("mysql", killedMigration);
  const back = (target: MigrationTarget): Promise<unknown> => rollbackMigrations(target, 1);
  await cutEverywhere(
    app.folder,
    back,
    async (target) => {
      await rollbackMigrations(target, 1);
      expect((await stateOf(target)).tables).toEqual([]);
    },
    applyMigrations,
  );
});

type Work = (target: MigrationTarget) => Promise<unknown>;

/** Cuts the line at each query, in each way, until one run gets through; says how many queries that one had. */
async function cutEverywhere(folder: string, work: Work, check: Work, prepare?: Work): Promise<number> {
  let most = 0;
  for (const [ways, cut] of cuts.entries())
    for (let at = isLong ? 1 : 1 + ways; ; at += isLong ? 1 : step) {
      await using database = await testDatabase("mysql");
      await using proxy = await mysqlProxy(database.url);
      const target = { folder, database: proxy.url };
      await prepare?.({ folder, database: database.url });
      proxy.proxy.cutAt(at, cut);
      const ended = await work(target).then(
        () => true,
        () => false,
      );
      if (ended && proxy.proxy.queries < at) break;
      most = at;
      proxy.proxy.mend();
      await check(target).catch((error: unknown) => {
        throw new Error(`cut ${cut} query ${at}: ${String(error)}`, { cause: error });
      });
    }
  return most;
}
