import { describe, expect } from "vitest";
import { eq, id, isNull, json, model, text } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const papers = model("json_papers", {
  id: id(),
  name: text(),
  data: json(),
  tags: json<string[]>().notNull().default([]),
});
const models = { papers };

describe("json", () => {
  for (const [name, data] of Object.entries<unknown>({
    "an object": { a: 1, b: { c: [true, false, null] } },
    "an empty object and list": [{}, []],
    "a text": "text",
    "a text that looks like JSON": '{"a":1}',
    "a number": 1.5,
    true: true,
    false: false,
    "quotes, backslashes and a NUL": { "it's": '"\\"\n\t', "\\": "/" },
    "many scripts": { é: "日本語 😀", "\u2028": "\u00a0" },
    "numbers at their ends": [0, -1, 1e21, 5e-7, 2 ** 53 - 1],
    "a deep one": Array.from({ length: 31 }).reduce<unknown>((inner) => ({ inner }), "end"),
    "a long one": Array.from({ length: 5_000 }, (_, at) => ({ at, text: "x".repeat(10) })),
  }))
    onEachDatabase(models, name, async (db) => {
      const [row] = await db.insert(papers).values({ data }).returning({ data: papers.data });
      expect(row).toEqual({ data });
      expect(await db.select({ data: papers.data }).from(papers)).toEqual([{ data }]);
    });

  for (const [name, data, expected] of [
    ["more than 31 levels", Array.from({ length: 32 }).reduce<unknown>((inner) => [inner], 1), "at most 31 levels"],
    ["the character NUL", { "a\0": 1 }, "the character NUL"],
    ["half a character", ["\udc00"], "halves of characters"],
    ["a bigint", [1n], "JSON can hold"],
    ["a function", () => 1, "JSON can hold"],
  ] as const)
    onEachDatabase(models, `refuses ${name}`, async (db) => {
      const insert = async () => db.insert(papers).values({ data });
      await expect(insert()).rejects.toMatchObject({
        code: "VALUE_INVALID",
        message: expect.stringContaining(expected),
        field: "data",
      });
    });

  onEachDatabase(models, "a backslash before u0000 is text", async (db) => {
    const data = { "\\u0000": "\\ud800" };
    expect(await db.insert(papers).values({ data }).returning({ data: papers.data })).toEqual([{ data }]);
  });

  onEachDatabase(models, "a column without JSON is NULL, a list without items is not", async (db) => {
    await db.insert(papers).values([{ data: null }, { data: [] }]);
    expect(await db.$count(papers, isNull(papers.data))).toBe(1);
    expect(await db.select({ tags: papers.tags }).from(papers).limit(1)).toEqual([{ tags: [] }]);
  });

  onEachDatabase(models, "is replaced as a whole", async (db) => {
    await db.insert(papers).values({ name: "a", tags: ["x", "y"] });
    await db
      .update(papers)
      .set({ tags: ["z"] })
      .where(eq(papers.name, "a"));
    expect(await db.select({ tags: papers.tags }).from(papers)).toEqual([{ tags: ["z"] }]);
  });

  onEachDatabase(models, "comes through a subquery and a join", async (db) => {
    await db.insert(papers).values({ name: "a", data: { deep: ["é"] } });
    const inner = db.select({ id: papers.id, data: papers.data }).from(papers).as("inner_papers");
    const rows = await db
      .select({ name: papers.name, data: inner.data })
      .from(papers)
      .innerJoin(inner, eq(inner.id, papers.id));
    expect(rows).toEqual([{ name: "a", data: { deep: ["é"] } }]);
  });
});
