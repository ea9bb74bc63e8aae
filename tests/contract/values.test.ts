// What goes in comes out, of every kind; what a column cannot hold is refused before it is sent.
import { describe, expect } from "vitest";
import { z } from "zod";
import {
  and,
  bigint,
  boolean,
  bytes,
  date,
  decimal,
  eq,
  id,
  inArray,
  integer,
  isNull,
  json,
  longText,
  lt,
  model,
  ne,
  oneOf,
  real,
  sql,
  text,
  timestamp,
  uuid,
} from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const things = model("value_things", {
  id: id(),
  name: text(),
  short: text({ max: 5 }),
  story: longText(),
  whole: integer(),
  float: real(),
  big: bigint(),
  price: decimal({ precision: 10, scale: 2 }),
  done: boolean(),
  at: timestamp(),
  day: date(),
  stage: oneOf("lead", "won"),
  token: uuid(),
  data: json(),
  file: bytes(),
});
const defaults = model("value_defaults", {
  id: id(),
  name: text().notNull().default("it's"),
  story: longText().notNull().default("long"),
  whole: integer().notNull().default(-7),
  float: real().notNull().default(0.5),
  big: bigint().notNull().default(9_007_199_254_740_993n),
  price: decimal({ precision: 10, scale: 2 }).notNull().default("1.50"),
  done: boolean().notNull().default(true),
  at: timestamp().notNull().default(new Date("2024-03-10T07:30:00.123Z")),
  day: date().notNull().default("2024-02-29"),
  stage: oneOf("lead", "won").notNull().default("won"),
  data: json<object>()
    .notNull()
    .default({ "it's": ['"', "\\"] }),
  file: bytes()
    .notNull()
    .default(new Uint8Array([1, 2])),
  made: text()
    .notNull()
    .$defaultFn(() => "made here"),
  touched: text().$onUpdate(() => "touched"),
});
const models = { things, defaults };

type Row = typeof things.$inferInsert;

describe("values", () => {
  for (const [name, value] of Object.entries({
    "empty texts": { name: "", short: "", story: "" },
    "quotes and backslashes": { name: `'"\`\\'' -- /* ? $1 :x %s`, short: "\\", story: `\\' OR 1=1; "` },
    "text of many scripts": { name: "Größe 日本語 العربية", short: "😀😀😀😀😀", story: "𝔘𝔫𝔦\u200d👩‍👩‍👧" },
    "spaces at the ends and line breaks": { name: "  a  ", short: " ", story: "\t1\r\n2\n" },
    "text of the greatest length": { name: "é".repeat(255), short: "12345", story: "x".repeat(500_000) },
    "whole numbers at their ends": { whole: -2_147_483_648, big: -(2n ** 63n) },
    "and at the other": { whole: 2_147_483_647, big: 2n ** 63n - 1n },
    "floating point numbers": { float: 0.1 },
    "the smallest and the greatest of them": { float: 1.7976931348623157e308 },
    "a number next to zero": { float: -5e-300 },
    "true and false": { done: false },
    "choices, days and tokens": {
      stage: "lead",
      day: "9999-12-31",
      token: "0f0e0d0c-0b0a-4908-8706-050403020100",
    },
  } satisfies Record<string, Row>))
    onEachDatabase(models, name, async (db) => {
      const [row] = await db.insert(things).values(value).returning();
      expect(row).toMatchObject(value);
      expect(await db.select().from(things)).toEqual([row]);
    });

  onEachDatabase(models, "every kind may be NULL", async (db) => {
    await db.insert(things).values({});
    const [row] = await db.select().from(things);
    expect(Object.values(row ?? {})).toEqual([1, ...Array.from({ length: 14 }, () => null)]);
    expect(await db.$count(things, and(isNull(things.data), isNull(things.file), isNull(things.big)))).toBe(1);
  });

  onEachDatabase(models, "a value is set to NULL and back", async (db) => {
    const full = { name: "a", big: 1n, price: "1.00", data: [1], file: new Uint8Array([1]), at: new Date(1) };
    await db.insert(things).values(full);
    const none = { name: null, big: null, price: null, data: null, file: null, at: null };
    await db.update(things).set(none);
    expect(await db.select().from(things)).toMatchObject([none]);
    await db.update(things).set(full);
    const [row] = await db.select().from(things);
    expect({ ...row, file: [...(row?.file ?? [])] }).toMatchObject({ ...full, file: [1] });
  });

  onEachDatabase(models, "defaults of every kind", async (db) => {
    await db.insert(defaults).values({});
    const [row] = await db.select().from(defaults);
    expect({ ...row, file: [...(row?.file ?? [])] }).toEqual({
      id: 1,
      name: "it's",
      story: "long",
      whole: -7,
      float: 0.5,
      big: 9_007_199_254_740_993n,
      price: "1.50",
      done: true,
      at: new Date("2024-03-10T07:30:00.123Z"),
      day: "2024-02-29",
      stage: "won",
      data: { "it's": ['"', "\\"] },
      file: [1, 2],
      made: "made here",
      touched: "touched",
    });
  });

  onEachDatabase(models, "undefined means the default, in one row and in many", async (db) => {
    await db.insert(defaults).values([{ name: undefined, whole: 1 }, { name: "b" }]);
    const rows = await db.select({ name: defaults.name, whole: defaults.whole }).from(defaults).orderBy(defaults.id);
    expect(rows).toEqual([
      { name: "it's", whole: 1 },
      { name: "b", whole: -7 },
    ]);
  });

  onEachDatabase(models, "texts differ in case, accents and spaces at their ends", async (db) => {
    await db.insert(things).values(["a", "A", "á", "a ", " a"].map((name) => ({ name })));
    expect(await db.$count(things, eq(things.name, "a"))).toBe(1);
    expect(await db.$count(things, ne(things.name, "a"))).toBe(4);
    expect(await db.selectDistinct({ name: things.name }).from(things)).toHaveLength(5);
  });

  onEachDatabase(models, "texts are ordered by their code points", async (db) => {
    await db.insert(things).values(["b", "B", "a", "ä", "Z", "_", "1", "日", "😀", ""].map((name) => ({ name })));
    const rows = await db.select({ name: things.name }).from(things).orderBy(things.name);
    expect(rows.map(({ name }) => name)).toEqual(["", "1", "B", "Z", "_", "a", "b", "ä", "日", "😀"]);
    expect(await db.$count(things, lt(things.name, "a"))).toBe(5);
  });

  onEachDatabase(models, "LIKE differs in case", async (db) => {
    await db.insert(things).values([{ name: "Abc" }, { name: "abc" }]);
    expect(
      await db
        .select({ name: things.name })
        .from(things)
        .where(sql`${things.name} like 'A%'`),
    ).toEqual([{ name: "Abc" }]);
  });

  onEachDatabase(models, "a choice, a boolean and a token as conditions", async (db) => {
    const token = "aaaaaaaa-0000-4000-8000-000000000000";
    await db.insert(things).values([
      { stage: "won", done: true, token: token.toUpperCase() },
      { stage: "lead", done: false },
    ]);
    expect(await db.$count(things, eq(things.stage, "won"))).toBe(1);
    expect(await db.$count(things, eq(things.done, false))).toBe(1);
    expect(await db.select({ token: things.token }).from(things).where(eq(things.token, token))).toEqual([{ token }]);
  });

  onEachDatabase(models, "lists of a thousand values", async (db) => {
    await db.insert(things).values(Array.from({ length: 50 }, (_, at) => ({ name: `n${at}`, whole: at })));
    const wanted = Array.from({ length: 1_000 }, (_, at) => at * 2);
    expect(await db.$count(things, inArray(things.whole, wanted))).toBe(25);
    expect(await db.$count(things, inArray(things.name, []))).toBe(0);
  });

  for (const [name, value, field] of [
    ["text that is too long", { short: "123456" }, "short"],
    ["a number beyond 32 bits", { whole: 2 ** 31 }, "whole"],
    ["a fraction in a whole number", { whole: 1.5 }, "whole"],
    ["no number", { float: Number.NaN }, "float"],
    ["an infinite number", { float: Infinity }, "float"],
    ["a bigint beyond 64 bits", { big: 2n ** 63n }, "big"],
    ["a day that is none", { day: "2023-02-29" }, "day"],
    ["a moment that is none", { at: new Date(Number.NaN) }, "at"],
    ["a choice that is none", { stage: "lost" as "won" }, "stage"],
    ["a token that is none", { token: "abc" }, "token"],
    ["the character NUL", { name: "a\0b" }, "name"],
    ["half a character", { name: "a\ud800" }, "name"],
    ["a day of the year 0", { day: "0000-01-01" }, "day"],
    ["a moment of the year 10000", { at: new Date("+010000-01-01T00:00:00Z") }, "at"],
    ["the number 0 as a key", { id: 0 }, "id"],
  ] as const)
    onEachDatabase(models, `refuses ${name}`, async (db) => {
      const insert = async () => db.insert(things).values(value);
      await expect(insert()).rejects.toMatchObject({ code: "VALUE_INVALID", field });
      expect(await db.$count(things)).toBe(0);
    });

  onEachDatabase(models, "what is written is read by a schema as it was", async (db) => {
    const schema = z.object({ big: z.bigint(), at: z.date(), price: z.string(), done: z.boolean(), whole: z.int() });
    await db.insert(things).values({ big: 5n, at: new Date(5), price: "5.00", done: true, whole: 5 });
    expect(schema.parse((await db.select().from(things))[0])).toMatchObject({ big: 5n, whole: 5 });
  });

  onEachDatabase(models, "prepared once, run with other values", async (db) => {
    await db.insert(things).values([
      { name: "a", whole: 1 },
      { name: "b", whole: 2 },
    ]);
    const byName = db
      .select({ whole: things.whole })
      .from(things)
      .where(eq(things.name, sql.placeholder("name")))
      .prepare("by_name");
    expect(await byName.execute({ name: "a" })).toEqual([{ whole: 1 }]);
    expect(await byName.execute({ name: "b" })).toEqual([{ whole: 2 }]);
  });
});
