// What one process hears of another's commits: two handles are as far from each other as two processes are.
import Database from "better-sqlite3";
import { eq, sql, type Table } from "drizzle-orm";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import type { CommittedChange } from "../../src/framework/ports/change-feed.ts";
import { setCurrentDatabase } from "../../src/orm/current-database.ts";
import type { DialectName } from "../../src/orm/dialects/dialect-name.ts";
import { generateMigration } from "../../src/orm/migrate/generate-migration.ts";
import type { NewMigration } from "../../src/orm/migrate/new-migration.ts";
import { writeMigration } from "../../src/orm/migrate/write-migration.ts";
import { modelOf } from "../../src/orm/model-info.ts";
import { tableFor } from "../../src/orm/table-for.ts";
import { invalidate } from "../../src/orm/invalidate.ts";
import { openDatabase } from "../../src/orm/open-database.ts";
import type { DatabaseHandle } from "../../src/orm/session/database-handle.ts";
import { parcels, senders } from "../live/live-process-models.ts";
import { openDatabaseOn } from "../support/open-database-on.ts";
import { dialectNames } from "../support/servers/test-database.ts";

/** A database with one who writes, and another one who hears of it. */
async function open(dialect: (typeof dialectNames)[number]) {
  const base = await openDatabaseOn(dialect, senders, parcels);
  const other = await openDatabase(base.url);
  const writer = base.handle;
  const heard: CommittedChange[] = [];
  const waiting = new Set<() => void>();
  const troubles: unknown[] = [];
  other.changes.onCommit((changes) => {
    heard.push(...changes);
    for (const look of waiting) look();
  });
  await other.follow((error) => troubles.push(error));
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isThere() || !waiting.delete(look)) return;
        resolve();
      };
      waiting.add(look);
      look();
    });
  let marks = 0;
  return {
    url: base.url,
    writer,
    other,
    heard,
    troubles,
    until,
    /** What has been heard until now, from the last time on. */
    async taken(): Promise<readonly CommittedChange[]> {
      const mark = `mark_${++marks}`;
      await writer.announce(mark);
      await until(() => heard.some(({ table }) => table === mark));
      return heard.splice(0).filter(({ table }) => table !== mark);
    },
    async [Symbol.asyncDispose]() {
      await other.database.close();
      await base[Symbol.asyncDispose]();
    },
  };
}

/** Somebody shows both tables here, so that keys are known. */
function watch(handle: DatabaseHandle): void {
  handle.changes.watch("process_senders");
  handle.changes.watch("process_parcels");
}

const unknown = (table: string): CommittedChange => ({ table, keys: "unknown", before: undefined, elsewhere: true });

describe.each(dialectNames)("%s", (dialect) => {
  test("tells tables with keys and columns of what was committed, in order, and its own to nobody but itself", async () => {
    await using world = await open(dialect);
    const { database } = world.writer;
    await database.insert(senders).values({ name: "nobody looks" });
    await database.update(senders).set({ name: "still nobody" });
    expect(await world.taken()).toEqual([
      { table: "process_senders", keys: [[1]], before: undefined, elsewhere: true },
      { table: "process_senders", keys: [[1]], before: undefined, elsewhere: true, columns: ["name"] },
    ]);
    watch(world.writer);
    const own: CommittedChange[] = [];
    await world.writer.follow(() => undefined);
    world.writer.changes.onCommit((changes) => own.push(...changes));
    await database.insert(senders).values([{ name: "b" }, { name: "c" }]);
    await database.transaction(async (tx) => {
      await tx.update(senders).set({ name: "d" }).where(eq(senders.id, 2));
      await tx.insert(parcels).values({ title: "t", senderId: 1 });
    });
    await database.update(senders).set({ name: "nobody" }).where(eq(senders.id, 99));
    await database.execute(sql`update ${parcels} set title = 'raw'`);
    const found = await world.taken();
    expect(found).toEqual([
      { table: "process_senders", keys: [[2], [3]], before: undefined, elsewhere: true },
      { table: "process_senders", keys: [[2]], before: undefined, elsewhere: true, columns: ["name"] },
      { table: "process_parcels", keys: [[1]], before: undefined, elsewhere: true },
      unknown("process_parcels"),
    ]);
    // Another mark comes from elsewhere: what is ours would have come before it.
    await world.other.announce("from_other");
    await new Promise<void>((resolve) => {
      const stop = world.writer.changes.onCommit((changes) => {
        if (!changes.some(({ table }) => table === "from_other")) return;
        stop();
        resolve();
      });
      if (own.some(({ table }) => table === "from_other")) resolve();
    });
    expect(own.filter(({ elsewhere }) => elsewhere)).toEqual([unknown("from_other")]);
  });

  test("tells nothing of what was rolled back, and of a savepoint that was undone", async () => {
    await using world = await open(dialect);
    watch(world.writer);
    const { database } = world.writer;
    await database.insert(senders).values({ name: "a" });
    await world.taken();
    const failing = database.transaction(async (tx) => {
      await tx.insert(senders).values({ name: "gone" });
      await tx.execute(sql`update ${parcels} set title = 'gone'`);
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    await expect(database.insert(senders).values({ id: 1, name: "twice" })).rejects.toThrow();
    expect(await world.taken()).toEqual([]);
    await database.transaction(async (tx) => {
      await tx.update(senders).set({ name: "kept" });
      await tx
        .transaction(async (inner) => inner.insert(parcels).values({ title: "gone", senderId: 1 }))
        .then(() => undefined);
      await tx
        .transaction(async (inner) => {
          await inner.delete(senders);
          inner.rollback();
        })
        .catch(() => undefined);
    });
    expect((await world.taken()).map(({ table, keys }) => [table, keys])).toEqual([
      ["process_senders", [[1]]],
      ["process_parcels", expect.anything()],
    ]);
  });

  test("many rows are told as their table", async () => {
    await using world = await open(dialect);
    watch(world.writer);
    const rows = Array.from({ length: 2_500 }, (_, at) => ({ name: `n${at}` }));
    await world.writer.database.transaction(async (tx) => {
      await tx.insert(senders).values(rows);
      await tx.insert(parcels).values({ title: "one", senderId: 1 }).returning();
    });
    expect(await world.taken()).toEqual([
      unknown("process_senders"),
      { table: "process_parcels", keys: [[1]], before: undefined, elsewhere: true },
    ]);
  });

  test("invalidate() reaches the others, inside a transaction with its commit", async () => {
    await using world = await open(dialect);
    setCurrentDatabase(world.writer);
    await invalidate(parcels);
    expect(await world.taken()).toEqual([unknown("process_parcels")]);
    await invalidate();
    expect(await world.taken()).toEqual([unknown("*")]);
    await world.writer.database.transaction(async (tx) => {
      await tx
        .insert(parcels)
        .values({ title: "x", senderId: 1 })
        .catch(() => undefined);
      await tx.insert(senders).values({ name: "a" });
      await invalidate(parcels);
    });
    expect(await world.taken()).toEqual([
      { table: "process_senders", keys: [[expect.any(Number)]], before: undefined, elsewhere: true },
      unknown("process_parcels"),
    ]);
  });
});

test("PostgreSQL: a connection that was cut is made anew, and what was missed is made good by telling of every table", async () => {
  await using world = await open("postgres");
  const admin = new Client(world.url);
  await admin.connect();
  const cut = async (): Promise<number | null> => {
    const text = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'rowx changes' and datname = current_database()`;
    return (await admin.query(text)).rowCount;
  };
  for (let times = 1; times <= 3; times++) {
    expect(await cut()).toBe(1);
    await world.until(() => world.heard.some(({ table }) => table === "*"));
    expect(world.troubles).toHaveLength(times);
    world.heard.splice(0);
    await world.writer.database.insert(senders).values({ name: "after" });
    expect(await world.taken()).toMatchObject([{ table: "process_senders", keys: [[times]] }]);
  }
  await admin.end();
});

test("PostgreSQL: with --watch another program's writes are told, the app's own as ever, by a migration that has a way back", async () => {
  await using world = await open("postgres");
  const folder = mkdtempSync(join(tmpdir(), "rowx-watch-"));
  const program = new Client(world.url);
  await program.connect();
  try {
    const options = { folder, dialects: ["sqlite", "postgres"], watch: true } as const;
    const tables = (dialect: DialectName) => ({
      senders: tableOf(senders, dialect),
      parcels: tableOf(parcels, dialect),
    });
    await generateMigration({ tables, renames: [] }, { ...options, watch: false }).then(writeAll(folder));
    const [made, ...others] = await generateMigration({ tables, renames: [] }, options);
    if (!made) throw new Error("nothing was made");
    expect(others).toEqual([]);
    expect(made).toMatchObject({ dialect: "postgres", tag: "0002_watch_tables" });
    writeAll(folder)([made]);
    expect(await generateMigration({ tables, renames: [] }, options)).toEqual([]);
    for (const statement of made.up.statements) await program.query(statement);
    watch(world.writer);
    await program.query("insert into process_senders (name) values ('a'), ('b')");
    await program.query("begin; insert into process_senders (name) values ('gone'); rollback");
    await program.query("update process_senders set name = 'c'");
    await world.writer.database.update(senders).set({ name: "d" }).where(eq(senders.id, 1));
    await program.query("truncate process_parcels");
    expect(await world.taken()).toEqual([
      unknown("process_senders"),
      unknown("process_senders"),
      { table: "process_senders", keys: [[1]], before: undefined, elsewhere: true, columns: ["name"] },
      unknown("process_parcels"),
    ]);
    for (const statement of made.down.statements) await program.query(statement);
    await program.query("update process_senders set name = 'e'");
    expect(await world.taken()).toEqual([]);
  } finally {
    await program.end();
    rmSync(folder, { recursive: true });
  }
});

function tableOf(model: object, dialect: DialectName): Table {
  const info = modelOf(model);
  if (!info) throw new Error("not a model");
  return tableFor(info, dialect);
}

function writeAll(folder: string): (made: readonly NewMigration[]) => void {
  return (made) => {
    for (const migration of made) writeMigration(join(folder, migration.dialect), migration);
  };
}

test("SQLite: another program's commit is told as one of every table", async () => {
  await using world = await open("sqlite");
  await world.writer.database.insert(senders).values({ name: "a" });
  await world.taken();
  const file = new Database(world.url.replace("sqlite:", ""));
  file.exec("update process_senders set name = 'by another program'");
  await world.until(() => world.heard.some(({ table }) => table === "*"));
  // Rows of the log that were deleted before anybody saw them.
  world.heard.splice(0);
  file.exec("begin; insert into rx_changes (origin, notice) values ('x', '{}'), ('x', '{}'), ('x', '{}')");
  file.exec("delete from rx_changes where id < (select max(id) from rx_changes); commit");
  await world.until(() => world.heard.some(({ table }) => table === "*"));
  file.close();
});

test("MySQL: a commit that comes after others with later numbers in the log is heard", async () => {
  await using world = await open("mysql");
  await world.taken();
  const slow = await createConnection(world.url);
  await slow.query("begin");
  const notice = JSON.stringify({ from: "slow", tables: [["slow_table", [[7]]]] });
  await slow.query("insert into rx_changes (origin, notice) values ('slow', ?)", [notice]);
  const undone = await createConnection(world.url);
  await undone.query("begin");
  await undone.query("insert into rx_changes (origin, notice) values ('undone', ?)", [notice]);
  await undone.query("rollback");
  await world.writer.database.insert(senders).values({ name: "later" });
  expect(await world.taken()).toMatchObject([{ table: "process_senders", keys: [[1]] }]);
  await slow.query("commit");
  await world.until(() => world.heard.some(({ table }) => table === "slow_table"));
  expect(await world.taken()).toEqual([{ table: "slow_table", keys: [[7]], before: undefined, elsewhere: true }]);
  await slow.end();
  await undone.end();
});
