// The process of the migrator is killed at every boundary of a statement, as in killed-migrator.test.ts.
import { expect, test } from "vitest";
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import { testDatabase } from "../../support/servers/test-database.ts";
import { appWithMigrations } from "./app-with-migrations.ts";
import { killedMigration, stateAfter, stateOf } from "./killed-migration.ts";
import { mysqlProxy } from "./mysql-proxy.ts";
import { startMigrator } from "./start-migrator.ts";

test.each(["before", "during", "after"] as const)("a migrator that was killed %s any query leaves what the next one ends", async (cut) => {
  using app = appWithMigrations("mysql", killedMigration);
  const expected = await stateAfter(app.folder, applyMigrations);
  for (let at = 1; ; at++) {
    await using database = await testDatabase("mysql");
    await using through = await mysqlProxy(database.url);
    await using migrator = await startMigrator();
    const target = { folder: app.folder, database: through.url };
    through.proxy.cutAt(at, cut, () => migrator.kill());
    const ended = await migrator.apply(target).then(
      () => true,
      () => false,
    );
    if (ended && through.proxy.queries < at) break;
    through.proxy.mend();
    await applyMigrations(target);
    expect(await stateOf(target), `${cut} ${at}`).toEqual(expected);
  }
});
