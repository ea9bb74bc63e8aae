import { expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../../tests/support/servers/test-database.ts";
import { bigint } from "../columns/bigint.ts";
import { boolean } from "../columns/boolean.ts";
import { bytes } from "../columns/bytes.ts";
import { date } from "../columns/date.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { json } from "../columns/json.ts";
import { longText } from "../columns/long-text.ts";
import { oneOf } from "../columns/one-of.ts";
import { real } from "../columns/real.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { uuid } from "../columns/uuid.ts";
import { primaryKey } from "../constraints/primary-key.ts";
import { setCurrentDatabase } from "../current-database.ts";
import { model } from "../define-model.ts";
import { introspect } from "../introspect/introspect.ts";
import { loadKit } from "../migrate/load-kit.ts";
import { modelOf, type ModelInfo } from "../model-info.ts";
import { openDatabase } from "../open-database.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { tableFor } from "../table-for.ts";
import { switchDatabase } from "./switch-database.ts";

const kinds = model("switch_kinds", {
  id: id(),
  title: text(),
  body: longText(),
  count: integer(),
  big: bigint(),
  ratio: real(),
  price: decimal({ precision: 15, scale: 4 }),
  done: boolean(),
  at: timestamp(),
  written: timestamp({ sqlite: "text" }),
  day: date(),
  doc: json(),
  state: oneOf("on", "off"),
  code: uuid(),
  raw: bytes(),
});
const people = model("switch_people", {
  id: id(),
  bossId: ref("switch_people"),
  teamId: ref("switch_teams").notNull(),
});
const teams = model("switch_teams", { id: id(), leadId: ref(() => people.id), name: text().notNull().unique() });
const members = model(
  "switch_members",
  { name: text().notNull(), year: integer().notNull(), personId: ref(() => people.id) },
  (t) => [primaryKey({ columns: [t.name, t.year] })],
);
const log = model("switch_log", { line: text() });
const all = [kinds, people, teams, members, log].map((table) => modelOf(table)).filter((info) => info !== undefined);

const hostile = ["", " ", "it's", 'a "quote"', "back\\slash", "é à ü", "😀", "%_", "line\nbreak", "end ", "NULL"];

async function withTables<T>(
  { url, dialect }: TestDatabase,
  work: (handle: DatabaseHandle) => Promise<T>,
  models: readonly ModelInfo[] = all,
): Promise<T> {
  const handle = await openDatabase(url);
  setCurrentDatabase(handle);
  try {
    if ((await introspect(handle)).tables.length === 0) {
      const kit = await loadKit(dialect);
      const tables = Object.fromEntries(models.map((one) => [one.name, tableFor(one, dialect)]));
      for (const statement of await kit.diff(await kit.snapshot({}), await kit.snapshot(tables)))
        await handle.database.execute(statement);
    }
    return await work(handle);
  } finally {
    setCurrentDatabase(undefined);
    await handle.database.close();
  }
}

async function fill({ database }: DatabaseHandle): Promise<void> {
  await database.insert(kinds).values([
    { id: 5 },
    ...hostile.map((title, at) => ({
      title,
      body: title.repeat(300),
      count: at % 2 === 0 ? -2_147_483_648 : 2_147_483_647,
      big: 9_223_372_036_854_775_807n - BigInt(at),
      ratio: 1 / (at + 3),
      price: at === 0 ? "-99999999999.9999" : `${at}.1`,
      done: at % 2 === 0,
      at: new Date(Date.UTC(1969, 11, 31, 23, 59, 59, at)),
      written: new Date(Date.UTC(2026, 2, 8, 7, 30, 0, at * 90)),
      day: `20${10 + at}-02-28` as const,
      doc: { b: [1, title, null], a: { deep: 2 ** 40 } },
      state: "on" as const,
      code: `00000000-0000-4000-8000-0000000000${10 + at}`,
      raw: new Uint8Array([0, 255, at]),
    })),
  ]);
  await database.transaction(async () => {
    const [team] = await database.insert(teams).values({ name: "one" }).returning();
    const [boss] = await database
      .insert(people)
      .values({ teamId: team?.id ?? 0 })
      .returning();
    await database.insert(people).values({ id: 900, teamId: team?.id ?? 0, bossId: boss?.id ?? 0 });
    // The first row refers to one that comes later.
    await database.update(people).set({ bossId: 900 });
    await database.update(teams).set({ leadId: 900 });
  });
  await database
    .insert(members)
    .values(hostile.flatMap((name) => [1, 2].map((year) => ({ name, year, personId: 900 }))));
  await database.insert(log).values([{ line: "twice" }, { line: "twice" }, { line: null }]);
}

test(
  "every kind of value, keys of any kind and references in a circle arrive as they were, on all databases and back",
  { timeout: 90_000 },
  async () => {
    await using stack = new AsyncDisposableStack();
    const bases = [];
    for (const dialect of ["sqlite", "postgres", "mysql", "sqlite"] as const)
      bases.push(stack.use(await testDatabase(dialect)));
    const [start, ...others] = bases;
    if (!start) throw new Error("no database");
    await withTables(start, fill);
    const read = ({ database }: DatabaseHandle): Promise<unknown[]> => database.select().from(kinds).orderBy(kinds.id);
    const expected = await withTables(start, read);
    let [source, first] = [start, ""];
    for (const target of others) {
      const shape = await withTables(target, introspect);
      const report = await switchDatabase({ models: all, source: source.url, target: target.url });
      first ||= JSON.stringify(report.tables);
      expect(JSON.stringify(report.tables)).toBe(first);
      expect(report.remarks).toEqual([]);
      expect(await withTables(target, read)).toEqual(expected);
      // Foreign keys that were taken away for the copy are back, and nothing else is left.
      expect(await withTables(target, introspect)).toEqual(shape);
      const tables = await withTables(target, (handle) => introspect(handle, { own: true }));
      expect(tables.tables.map(({ name }) => name)).not.toContain("rx_switch");
      source = target;
    }
    const [next] = await withTables(source, ({ database }) =>
      database.insert(people).values({ teamId: 1 }).returning({ id: people.id }),
    );
    expect(next).toEqual({ id: 901 });
  },
);

test("refuses a database that holds rows, and one that another switch was begun to", async () => {
  await using from = await testDatabase("sqlite");
  await using other = await testDatabase("sqlite");
  await using to = await testDatabase("postgres");
  const models = [log].map((table) => modelOf(table)).filter((info) => info !== undefined);
  for (const base of [from, other]) {
    await withTables(base, ({ database }) => database.insert(log).values({ line: "a" }), models);
  }
  await withTables(to, ({ database }) => database.insert(log).values({ line: "b" }), models);
  const options = { models, source: from.url, target: to.url };
  await expect(switchDatabase(options)).rejects.toMatchObject({ code: "SWITCH_TARGET_FULL" });
  await withTables(to, ({ database }) => database.delete(log), models);
  const stopped = { ...options, onProgress: () => expect.unreachable("stopped") };
  await expect(switchDatabase(stopped)).rejects.toThrow("stopped");
  await expect(switchDatabase({ ...options, source: other.url })).rejects.toMatchObject({
    code: "SWITCH_OTHER_SOURCE",
  });
  expect((await switchDatabase(options)).tables).toMatchObject([{ table: "switch_log", rows: 1 }]);
});

test("names the rows that the other database does not take, and goes on when they are mended", async () => {
  await using from = await testDatabase("sqlite");
  await using to = await testDatabase("mysql");
  const models = [people, teams].map((table) => modelOf(table)).filter((info) => info !== undefined);
  await withTables(from, ({ database }) => database.insert(teams).values([{ name: "Blue" }, { name: "blue" }]), models);
  await withTables(
    to,
    ({ database }) =>
      database.execute("alter table switch_teams modify name varchar(255) collate utf8mb4_general_ci not null"),
    models,
  );
  const options = { models, source: from.url, target: to.url };
  await expect(switchDatabase(options)).rejects.toMatchObject({
    code: "SWITCH_ROW_REFUSED",
    message: expect.stringMatching(/switch_teams from the key 1 to 2.*Duplicate entry 'blue'/),
  });
  await withTables(
    from,
    ({ database }) => database.execute("update switch_teams set name = 'green' where id = 2"),
    models,
  );
  expect((await switchDatabase(options)).resumed).toBe(true);
});

test("says what means something else in the other database: case, padding, precision", async () => {
  await using from = await testDatabase("postgres");
  await using to = await testDatabase("sqlite");
  const models = [kinds].map((table) => modelOf(table)).filter((info) => info !== undefined);
  await withTables(
    from,
    async ({ database }) => {
      await database.execute("alter table switch_kinds alter at type timestamptz(6), alter title type character(5)");
      await database.execute("insert into switch_kinds (at, title) values ('2026-01-01 00:00:00.123456+00', 'a')");
    },
    models,
  );
  await withTables(to, async () => undefined, models);
  const { remarks } = await switchDatabase({ models, source: from.url, target: to.url });
  expect(remarks).toEqual([
    "padding: switch_kinds.title was filled up with spaces, which are now part of its texts",
    "precision: 1 values of switch_kinds.at are finer than the model, and were rounded",
  ]);
});

test("refuses to call two databases the same where one value differs", async () => {
  await using from = await testDatabase("postgres");
  await using to = await testDatabase("sqlite");
  const models = [log].map((table) => modelOf(table)).filter((info) => info !== undefined);
  await withTables(from, ({ database }) => database.insert(log).values([{ line: "a" }, { line: "b" }]), models);
  await withTables(
    to,
    ({ database }) =>
      database.execute(
        "create trigger changed after insert on switch_log when new.line = 'b' begin update switch_log set line = 'B' where rowid = new.rowid; end",
      ),
    models,
  );
  await expect(switchDatabase({ models, source: from.url, target: to.url })).rejects.toMatchObject({
    code: "SWITCH_DIFFERS",
    message: expect.stringContaining("switch_log"),
  });
});
