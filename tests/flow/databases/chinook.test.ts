import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { writePulledApp } from "../../../src/cli/pull/write-pulled-app.ts";
import { setCurrentDatabase } from "../../../src/orm/current-database.ts";
import { applyMigrations } from "../../../src/orm/migrate/apply-migrations.ts";
import { openDatabase } from "../../../src/orm/open-database.ts";
import { buildModels } from "../../../src/orm/pull/build-models.ts";
import { pullDatabase, type PulledDatabase } from "../../../src/orm/pull/pull-database.ts";
import { switchDatabase, type SwitchReport } from "../../../src/orm/switch/switch-database.ts";
import { chinookRows, fillWithChinook } from "../../support/chinook.ts";
import { dialectNames, testDatabase, type TestDatabase } from "../../support/servers/test-database.ts";

const long = process.env["RX_TEST_LONG"] === "1";
const dialects = ["sqlite", "postgres", "mysql"] as const;

async function pull(base: TestDatabase): Promise<PulledDatabase> {
  const handle = await openDatabase(base.url);
  try {
    return await pullDatabase(handle);
  } finally {
    await handle.database.close();
  }
}

/** A temporary app of the models of a database. */
async function appOf({ schema }: PulledDatabase): Promise<{ folder: string } & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), "rowx-chinook-"));
  await writePulledApp(schema, { folder, out: "app/models.ts", source: "Chinook", dialects, force: false });
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

test.for(dialectNames)(
  "a pulled app has nothing to migrate, and reads and writes its database: %s",
  async (dialect) => {
    await using base = await testDatabase(dialect);
    await fillWithChinook(base);
    const pulled = await pull(base);
    expect(pulled.schema.notes).toEqual([]);
    expect(pulled.schema.models.map(({ name }) => name).toSorted()).toEqual([
      "albums",
      "artists",
      "customers",
      "employees",
      "genres",
      "invoiceLines",
      "invoices",
      "mediaTypes",
      "playlistTracks",
      "playlists",
      "tracks",
    ]);
    using app = await appOf(pulled);
    const target = { folder: app.folder, database: base.url };
    expect(await applyMigrations(target)).toEqual(["0001_baseline"]);
    expect(await applyMigrations(target)).toEqual([]);
    expect((await pull(base)).shape).toEqual(pulled.shape);
    const handle = await openDatabase(base.url);
    setCurrentDatabase(handle);
    try {
      const models = buildModels(pulled.schema);
      for (const [table, rows] of Object.entries(chinookRows)) {
        const model = models.find(({ name }) => name.toLowerCase().replaceAll("_", "") === table.toLowerCase());
        expect(await handle.database.$count(model?.proxy as never), table).toBe(rows);
      }
      const invoices: any = models.find(({ exportName }) => exportName === "invoices")?.proxy;
      const [first] = await handle.database.select().from(invoices).orderBy(invoices.invoiceId).limit(1);
      expect(first).toMatchObject({ total: "1.98", invoiceDate: new Date("2021-01-01T00:00:00Z") });
    } finally {
      setCurrentDatabase(undefined);
      await handle.database.close();
    }
  },
);

test("rows go from SQLite to PostgreSQL to MariaDB and back, and every table's checksum is what it was", async () => {
  await using start = await testDatabase("sqlite");
  await fillWithChinook(start);
  const pulled = await pull(start);
  const models = buildModels(pulled.schema);
  using app = await appOf(pulled);
  const reports: SwitchReport[] = [];
  const bases: TestDatabase[] = [start];
  await using stack = new AsyncDisposableStack();
  for (const dialect of ["postgres", "mysql", "sqlite"] as const) {
    const next = stack.use(await testDatabase(dialect));
    await applyMigrations({ folder: app.folder, database: next.url });
    reports.push(await switchDatabase({ models, source: bases.at(-1)?.url ?? "", target: next.url }));
    bases.push(next);
  }
  const [first, , last] = reports;
  expect(Object.fromEntries((first?.tables ?? []).map(({ table, rows }) => [table, rows]))).toEqual(chinookRows);
  expect(last?.tables).toEqual(first?.tables);
  expect(reports.map(({ remarks }) => remarks)).toEqual([[], [], []]);
  // A new row gets the next number, as it would have before.
  const artists: any = models.find(({ exportName }) => exportName === "artists")?.proxy;
  for (const base of bases) {
    const handle = await openDatabase(base.url);
    setCurrentDatabase(handle);
    try {
      await handle.database.insert(artists).values({ name: "New" });
      const made = await handle.database.select().from(artists).where(eq(artists.name, "New"));
      expect(made, base.dialect).toEqual([{ artistId: 276, name: "New" }]);
    } finally {
      setCurrentDatabase(undefined);
      await handle.database.close();
    }
  }
});

// Chunks, transactions and notes are the same for all; the others run with the long tests.
test.for(long ? dialectNames : (["sqlite"] as const))(
  "a switch to %s that was interrupted goes on where it was",
  async (dialect) => {
    await using start = await testDatabase("sqlite");
    await fillWithChinook(start);
    const pulled = await pull(start);
    using app = await appOf(pulled);
    await using end = await testDatabase(dialect);
    await applyMigrations({ folder: app.folder, database: end.url });
    const options = { models: buildModels(pulled.schema), source: start.url, target: end.url };
    let steps = 0;
    let report: SwitchReport | undefined;
    // Each attempt is stopped a few chunks further on than the one before; nothing is copied twice, so all of them come to an end.
    for (let attempt = 0; report === undefined && attempt < 20; attempt++) {
      let left = 4;
      const onProgress = (): void => {
        steps++;
        if (left-- === 0) throw new Error("interrupted");
      };
      try {
        report = await switchDatabase(attempt < 8 ? { ...options, onProgress } : options);
      } catch (error) {
        expect(error).toMatchObject({ message: "interrupted" });
      }
    }
    expect(steps).toBe(40);
    expect(report?.resumed).toBe(true);
    expect(Object.fromEntries((report?.tables ?? []).map(({ table, rows }) => [table, rows]))).toEqual(chinookRows);
  },
);
