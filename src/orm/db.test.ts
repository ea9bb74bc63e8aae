import { eq, inArray, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../tests/support/open-test-database.ts";
import { bigint } from "./columns/bigint.ts";
import { boolean } from "./columns/boolean.ts";
import { bytes } from "./columns/bytes.ts";
import { date } from "./columns/date.ts";
import { decimal } from "./columns/decimal.ts";
import { id } from "./columns/id.ts";
import { integer } from "./columns/integer.ts";
import { json } from "./columns/json.ts";
import { oneOf } from "./columns/one-of.ts";
import { real } from "./columns/real.ts";
import { ref } from "./columns/ref.ts";
import { text } from "./columns/text.ts";
import { timestamp } from "./columns/timestamp.ts";
import { uuid } from "./columns/uuid.ts";
import { check } from "./constraints/check.ts";
import { encodeValue } from "../protocol/values.ts";
import { alias } from "./alias-table.ts";
import { connect } from "./connect.ts";
import { db } from "./db.ts";
import { model } from "./define-model.ts";
import { sum } from "./functions/sum.ts";

const owners = model("db_owners", { id: id(), name: text().notNull(), email: text({ label: "E-mail" }).unique() });
const items = model(
  "db_items",
  {
    id: id(),
    ownerId: ref(() => owners.id, { onDelete: "cascade" }),
    label: text().notNull(),
    count: integer().notNull().default(1),
  },
  (t) => [check("count_positive", sql`${t.count} > 0`)],
);
const keepers = model("db_keepers", { id: id(), name: text().notNull(), pin: text().secret() });
const values = model("db_values", {
  id: id(),
  big: bigint().notNull(),
  price: decimal({ precision: 12, scale: 2 }).notNull(),
  at: timestamp().notNull(),
  made: timestamp().notNull().defaultNow(),
  day: date(),
  tags: json<{ text: string; list: number[] }>(),
  raw: bytes(),
  key: uuid().notNull().defaultRandom(),
  on: boolean().notNull().default(false),
  ratio: real(),
  state: oneOf("open", "closed").notNull().default("open"),
});

test("gives back every kind of value as it went in", async () => {
  await using _ = await openTestDatabase(values);
  const row = {
    big: 9007199254740993n,
    price: "1234567890.10",
    at: new Date("2026-03-08T07:30:00.123Z"), // 02:30 in New York, an hour that does not exist there
    day: "2026-02-28",
    tags: { text: 'quote " backslash \\ é \u2028', list: [1, 2] },
    raw: Buffer.from([0, 255, 1]),
    on: true,
    ratio: 0.1,
    state: "closed" as const,
  };
  const [inserted] = await db.insert(values).values(row).returning();
  const [read] = await db.select().from(values);
  expect(read).toEqual(inserted);
  expect(read).toMatchObject({ ...row, id: 1 });
  expect(read?.raw).toEqual(row.raw);
  expect(Math.abs(Date.now() - (read?.made.getTime() ?? 0))).toBeLessThan(60_000);
  expect(read?.key).toMatch(/^[0-9a-f-]{36}$/);
  const found = await db.select({ id: values.id }).from(values).where(eq(values.price, "1234567890.1"));
  expect(found).toEqual([{ id: 1 }]);
  expect(await db.$count(values, eq(values.big, 9007199254740993n))).toBe(1);
});

test.each([
  ["text in a number", { label: "a", count: "abc" as never }, "VALUE_INVALID", "count"],
  ["a number out of range", { label: "a", count: 2 ** 31 }, "VALUE_INVALID", "count"],
  ["text that is too long", { label: "x".repeat(256) }, "VALUE_INVALID", "label"],
  ["a missing value", {} as never, "NOT_NULL_VIOLATION", "label"],
  ["null where there must be a value", { label: null as never }, "VALUE_INVALID", "label"],
  ["a column that is not there", { label: "a", nope: 1 } as never, "COLUMN_UNKNOWN", undefined],
  ["a rule of the database", { label: "a", count: 0 }, "CHECK_VIOLATION", undefined],
  ["a reference to nothing", { label: "a", ownerId: 99 }, "FOREIGN_KEY_VIOLATION", undefined],
])("refuses %s", async (_, row, code, field) => {
  await using _database = await openTestDatabase(owners, items);
  const insert = async (): Promise<unknown> => db.insert(items).values(row);
  await expect(insert()).rejects.toMatchObject({ name: "RxError", code, field });
});

test("says which statement the database did not take", async () => {
  await using _ = await openTestDatabase(owners);
  await expect(db.execute("select nope from db_owners")).rejects.toMatchObject({
    code: "DATABASE_FAILED",
    message: "Expected the database to answer, found: no such column: nope, in: select nope from db_owners.",
  });
});

test("names the column that a unique value is taken in", async () => {
  await using _ = await openTestDatabase(owners);
  await db.insert(owners).values({ name: "a", email: "a@b.c" });
  const again = async (): Promise<unknown> => db.insert(owners).values({ name: "b", email: "a@b.c" });
  await expect(again()).rejects.toMatchObject({
    code: "UNIQUE_VIOLATION",
    field: "email",
    message: "E-mail: expected a value that no other row has, found one that is taken.",
  });
});

test("joins, and gives null for a side that is not there", async () => {
  await using _ = await openTestDatabase(owners, items);
  const [owner] = await db.insert(owners).values({ name: "a" }).returning({ id: owners.id });
  await db.insert(items).values([{ label: "with", ownerId: owner?.id }, { label: "without" }]);
  const rows = await db.select().from(items).leftJoin(owners, eq(items.ownerId, owners.id)).orderBy(items.id);
  expect(rows.map((row) => [row.db_items.label, row.db_owners?.name])).toEqual([
    ["with", "a"],
    ["without", undefined],
  ]);
  expect(rows[1]?.db_owners).toBeNull();
});

test("upserts", async () => {
  await using _ = await openTestDatabase(owners);
  for (const name of ["first", "second"])
    await db.insert(owners).values({ name, email: "same" }).onConflictDoUpdate({ target: owners.email, set: { name } });
  expect((await db.select().from(owners)).map((row) => row.name)).toEqual(["second"]);
  await expect(
    (async () =>
      db
        .insert(owners)
        .values({ name: "x", email: "same" })
        .onConflictDoUpdate({ target: owners.email, set: { name: 1 as never } }))(),
  ).rejects.toMatchObject({ code: "VALUE_INVALID" });
});

test.each([
  ["postgres://a:secret@127.0.0.1:1/db", "PostgreSQL at 127.0.0.1:1/db", /Start the server/],
  ["postgres://a:secret@no.such.host.invalid/db?pool=3", "PostgreSQL at no.such.host.invalid:5432/db", /host's name/],
  ["mysql://a:secret@127.0.0.1:1/db", "MySQL at 127.0.0.1:1/db", /Start the server/],
])("says what was tried with %s, and what to do", async (url, place, remedy) => {
  const failure = connect(url);
  await expect(failure).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE", remedy: expect.stringMatching(remedy) });
  await expect(failure).rejects.toThrow(`Expected to reach ${place}, found: `);
  await expect(failure).rejects.not.toThrow(/secret/);
});

test.each(["", "data/app.db", "sqlite:", "sqlite::memory:", "oracle://x", "postgres://host", "postgres://host/"])(
  "refuses the connection string %j",
  async (url) => {
    await expect(connect(url)).rejects.toMatchObject({ code: "DATABASE_URL_INVALID" });
  },
);

test("a row that holds a secret is never sent as it is, what is picked out of it may be", async () => {
  await using _ = await openTestDatabase(keepers, owners);
  const [inserted] = await db.insert(keepers).values({ name: "a", pin: "1234" }).returning();
  const [row] = await db.select().from(keepers);
  expect(row).toEqual({ id: 1, name: "a", pin: "1234" });
  const [joined] = await db.select().from(keepers).leftJoin(owners, eq(owners.id, keepers.id));
  const [renamed] = await db.select({ shown: keepers.pin }).from(keepers);
  const [aliased] = await db.select().from(alias(keepers, "k"));
  for (const secret of [inserted, row, [row], joined, renamed, aliased])
    expect(() => encodeValue(secret)).toThrow(expect.objectContaining({ code: "SECRET_NOT_SENDABLE" }));
  const [open] = await db.select({ id: keepers.id, name: keepers.name }).from(keepers);
  expect(encodeValue(open)).toEqual({ id: 1, name: "a" });
  expect(encodeValue({ name: row?.name })).toEqual({ name: "a" });
});

test("takes unions, common table expressions, subqueries and conditions on other tables", async () => {
  await using _ = await openTestDatabase(owners, items);
  await db.insert(owners).values([{ name: "a" }, { name: "b" }]);
  await db.insert(items).values([
    { label: "x", ownerId: 1 },
    { label: "y", ownerId: 1, count: 5 },
  ]);
  const both = union(db.select({ word: owners.name }).from(owners), db.select({ word: items.label }).from(items));
  expect((await both.orderBy(owners.name)).map((row) => row.word)).toEqual(["a", "b", "x", "y"]);
  const sums = db.$with("sums").as(
    db
      .select({ ownerId: items.ownerId, total: sum(items.count).as("total") })
      .from(items)
      .groupBy(items.ownerId),
  );
  const rows = await db
    .with(sums)
    .select({ name: owners.name, total: sums.total })
    .from(owners)
    .leftJoin(sums, eq(sums.ownerId, owners.id));
  expect(rows).toEqual([
    { name: "a", total: 6 },
    { name: "b", total: null },
  ]);
  const big = db.select().from(items).where(eq(items.count, 5)).as("big");
  expect(await db.select({ label: big.label }).from(big)).toEqual([{ label: "y" }]);
  const counted = await db
    .select({ name: owners.name, items: db.$count(items, eq(items.ownerId, owners.id)) })
    .from(owners);
  expect(counted).toEqual([
    { name: "a", items: 2 },
    { name: "b", items: 0 },
  ]);
  const having = db.select({ id: items.ownerId }).from(items);
  expect(
    (await db.select().from(owners).where(inArray(owners.id, having)).for("update")).map((row) => row.name),
  ).toEqual(["a"]);
});

test("prepares a statement with placeholders once and runs it often", async () => {
  await using _ = await openTestDatabase(owners);
  await db.insert(owners).values([{ name: "a" }, { name: "b" }]);
  const byName = db
    .select()
    .from(owners)
    .where(eq(owners.name, sql.placeholder("name")))
    .prepare("by_name");
  expect((await byName.execute({ name: "b" })).map((row) => row.id)).toEqual([2]);
  expect((await byName.execute({ name: "a" })).map((row) => row.id)).toEqual([1]);
});

test("says how to write more rows than one statement takes", async () => {
  await using _ = await openTestDatabase(owners);
  const rows = Array.from({ length: 20_000 }, (_row, at) => ({ name: `n${at}`, email: `e${at}` }));
  const insert = async (): Promise<unknown> => db.insert(owners).values(rows);
  await expect(insert()).rejects.toMatchObject({
    code: "STATEMENT_TOO_LARGE",
    message: "Expected at most 32766 values in one statement, found 40000.",
  });
});

test("every connection waits for the disk, holds to foreign keys and compares like the other databases", async () => {
  await using base = await openTestDatabase(owners);
  const settings = async (): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (const name of ["journal_mode", "synchronous", "foreign_keys", "cache_size"])
      found.push(Object.values((await db.execute(`pragma ${name}`)).rows[0] ?? {})[0]);
    found.push((await db.execute("select 'a' like 'A' as same")).rows[0]?.["same"]);
    return found;
  };
  const expected = ["wal", 2, 1, -65_536, 0];
  expect(await settings()).toEqual(expected);
  await db.transaction(async () => expect(await settings()).toEqual(expected));
  const scanned: unknown[] = [];
  for await (const row of base.handle.scan("select synchronous from pragma_synchronous", [])) scanned.push(row);
  expect(scanned).toEqual([[2]]);
});

test("says which of the methods that the types know is not known to this database", async () => {
  await using _ = await openTestDatabase(owners);
  const names = db.select({ name: owners.name }).from(owners);
  expect(() => names.exceptAll(names)).toThrow(
    "Expected a query that every database takes, found .exceptAll(), which SQLite does not know.",
  );
});
