import { expect, test } from "vitest";
import { connect } from "../../../src/orm/connect.ts";
import { dialectNames, testDatabase } from "../../support/servers/test-database.ts";
import { appWithMigrations } from "./app-with-migrations.ts";
import { startMigrator } from "./start-migrator.ts";

const rounds = process.env["RX_TEST_LONG"] === "1" ? 20 : 3;

test(`six migrators at once apply each migration once, ${rounds} rounds on each database`, async () => {
  await using stack = new AsyncDisposableStack();
  const migrators = await Promise.all(Array.from({ length: 6 }, async () => stack.use(await startMigrator())));
  for (const dialect of dialectNames) {
    using app = appWithMigrations(dialect, {
      "0001_a": ["create table a(x int)", "insert into a values (1)"],
      "0002_b": ["alter table a add y int", "update a set y = coalesce(y, 0) + 1"],
      "0003_c": ["insert into a values (2, 2)"],
    });
    for (let round = 0; round < rounds; round++) {
      await using own = await testDatabase(dialect);
      const target = { folder: app.folder, database: own.url };
      const counts = await Promise.all(migrators.map((migrator) => migrator.apply(target)));
      expect(counts.toSorted(), `${dialect}, round ${round}`).toEqual([0, 0, 0, 0, 0, 3]);
      await using database = await connect(own.url);
      expect((await database.execute("select x, y from a order by x")).rows).toEqual([
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ]);
    }
  }
});
