import { count, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabaseOn } from "../../../tests/support/open-database-on.ts";
import { dialectNames } from "../../../tests/support/servers/test-database.ts";
import type { LiveRow, LiveRows } from "../../framework/ports/live-source.ts";
import type { Filter, Sort } from "../../protocol/rows.ts";
import { alias } from "../alias-table.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import type { DialectName } from "../dialects/dialect-name.ts";
import { model } from "../define-model.ts";
import { sum } from "../functions/sum.ts";
import { createLiveSource } from "./create-live-source.ts";
import { planOf } from "./plan-of.ts";
import { rows } from "./rows.ts";

const people = model("shape_people", {
  id: id(),
  name: text().notNull(),
  bossId: ref("shape_people"),
  taxId: text().secret(),
});
const sales = model("shape_sales", {
  id: id(),
  personId: ref(() => people.id).notNull(),
  total: decimal({ precision: 10, scale: 2 }).notNull(),
  rank: integer(),
});

async function open(dialect: DialectName) {
  const opened = await openDatabaseOn(dialect, people, sales);
  const names = ["Ann", "Bob", "Cid", "Dan", "Eve"];
  await db.insert(people).values(names.map((name, at) => ({ name, taxId: `tax-${at}`, bossId: at === 0 ? null : 1 })));
  await db.insert(sales).values(
    Array.from({ length: 60 }, (_, at) => ({
      personId: 1 + (at % 4),
      total: ((at * 7) % 20).toFixed(2),
      rank: at % 5 === 0 ? null : at % 7,
    })),
  );
  return opened;
}

/** Reads a view piece by piece, forwards or backwards. */
async function walk(live: LiveRows, size: number, backwards = false): Promise<readonly LiveRow[]> {
  const walked: LiveRow[] = [];
  for (let edge: LiveRow | undefined, round = 0; round < 100; round++) {
    const found = backwards
      ? await live.readLast({ from: null, until: edge?.tuple ?? null }, size)
      : await live.read({ from: edge?.tuple ?? null, until: null }, size + (edge ? 1 : 0));
    const fresh = backwards || !edge ? found : found.slice(1);
    if (backwards) walked.unshift(...fresh);
    else walked.push(...fresh);
    if (fresh.length === 0) break;
    edge = backwards ? walked[0] : walked.at(-1);
  }
  return walked;
}

const boss = () => alias(people, "boss");

const shapes: Record<string, () => { query: unknown; sorts: readonly Sort[]; count: number; keyed: boolean }> = {
  "a model": () => ({
    query: sales,
    sorts: [
      [],
      [["rank", "asc"]],
      [
        ["rank", "desc"],
        ["total", "asc"],
      ],
      [["personId", "desc"]],
    ],
    count: 60,
    keyed: true,
  }),
  "whole joined tables": () => ({
    query: db.select().from(sales).innerJoin(people, eq(people.id, sales.personId)),
    sorts: [
      [["shape_people.name", "desc"]],
      [
        ["shape_sales.rank", "asc"],
        ["shape_people.name", "asc"],
      ],
    ],
    count: 60,
    keyed: true,
  }),
  "a join of many to one row": () => ({
    query: db
      .select({ name: people.name, total: sales.total })
      .from(people)
      .leftJoin(sales, eq(people.id, sales.personId)),
    sorts: [
      [["total", "asc"]],
      [
        ["total", "desc"],
        ["name", "asc"],
      ],
    ],
    count: 61,
    keyed: true,
  }),
  "a join with itself": () => {
    const other = boss();
    return {
      query: db
        .select({ name: people.name, boss: other.name })
        .from(people)
        .leftJoin(other, eq(other.id, people.bossId)),
      sorts: [[["boss", "asc"]], [["boss", "desc"]]],
      count: 5,
      keyed: true,
    };
  },
  "its own condition, order and a computed column": () => ({
    query: db
      .select({ id: sales.id, twice: sql<number>`${sales.rank} * 2`.mapWith(Number), total: sales.total })
      .from(sales)
      .where(isNotNull(sales.rank))
      .orderBy(desc(sales.total)),
    sorts: [[], [["twice", "desc"]]],
    count: 48,
    keyed: true,
  }),
  "a count in a subquery": () => ({
    query: db
      .select({
        name: people.name,
        sold: sql<number>`(select count(*) from ${sales} where ${sales.personId} = ${people.id})`.mapWith(Number),
      })
      .from(people),
    sorts: [[["sold", "desc"]]],
    count: 5,
    keyed: true,
  }),
  groups: () => ({
    query: db
      .select({ personId: sales.personId, revenue: sum(sales.total), times: count() })
      .from(sales)
      .groupBy(sales.personId),
    sorts: [[], [["revenue", "desc"]], [["personId", "desc"]]],
    count: 4,
    keyed: true,
  }),
  "groups under a condition of their own": () => ({
    query: db
      .select({ rank: sales.rank, times: count() })
      .from(sales)
      .groupBy(sales.rank)
      .having(gt(count(), 3))
      .orderBy(desc(count())),
    sorts: [[], [["rank", "asc"]], [["rank", "desc"]]],
    count: 8,
    keyed: true,
  }),
  "the first rows of an order": () => ({
    query: db.select({ id: sales.id, total: sales.total }).from(sales).orderBy(desc(sales.total), sales.id).limit(7),
    sorts: [[], [["total", "asc"]]],
    count: 7,
    keyed: true,
  }),
  "distinct rows": () => ({
    query: db.selectDistinct({ rank: sales.rank }).from(sales),
    sorts: [[["rank", "desc"]]],
    count: 8,
    keyed: false,
  }),
  "one row of all": () => ({
    query: db.select({ revenue: sum(sales.total) }).from(sales),
    sorts: [[]],
    count: 1,
    keyed: false,
  }),
};

describe.each(dialectNames)("%s", (dialect) => {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open(dialect);
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  test.each(Object.keys(shapes))("walks %s forwards and backwards in every order", async (name) => {
    const source = createLiveSource(opened.handle);
    const shape = shapes[name]?.();
    if (!shape) throw new Error("no such shape");
    expect(planOf(opened.handle, shape.query).keyed).toBe(shape.keyed);
    for (const sort of shape.sorts) {
      const live = source.open(shape.query, { sort, filter: null, search: "" });
      const whole = await live.read({ from: null, until: null }, 1_000);
      expect(whole).toHaveLength(shape.count);
      expect(await live.count(1_000)).toEqual({ count: shape.count, is: "exact" });
      expect(new Set(whole.map((row) => row.id)).size).toBe(shape.count);
      for (let at = 1; at < whole.length; at++) {
        if (live.compare) expect(live.compare(whole[at - 1]?.tuple ?? [], whole[at]?.tuple ?? [])).toBeLessThan(0);
      }
      expect(await walk(live, 3)).toEqual(whole);
      expect(await walk(live, 4, true)).toEqual(whole);
      const some = whole.slice(0, 3);
      const byIds = await live.byIds(some.map((row) => row.id));
      expect(byIds.toSorted((a, b) => live.compare?.(a.tuple, b.tuple) ?? 0)).toEqual(some);
    }
  });

  test("shows what the query itself gives, in its own order", async () => {
    const query = db
      .select({ id: sales.id, total: sales.total, rank: sales.rank })
      .from(sales)
      .orderBy(desc(sales.rank), sales.id);
    const live = createLiveSource(opened.handle).open(query, { sort: [], filter: null, search: "" });
    const found = await live.read({ from: null, until: null }, 1_000);
    expect(found.map((row) => row.cells)).toEqual((await query).map((row) => [row.id, row.total, row.rank]));
  });

  test("keeps the query's own condition under every filter", async () => {
    const query = db.select({ id: sales.id, personId: sales.personId }).from(sales).where(eq(sales.personId, 2));
    const filter: Filter = {
      any: [
        { col: "personId", op: "notBlank" },
        { col: "id", op: "gt", value: 0 },
      ],
    };
    const live = createLiveSource(opened.handle).open(query, { sort: [], filter, search: "" });
    const found = await live.read({ from: null, until: null }, 1_000);
    expect(found.map((row) => row.cells[1])).toEqual(Array.from({ length: 15 }, () => [2, "Bob"]));
    expect(await query).toHaveLength(15);
  });

  test("a union has neither lost nor doubled rows", async () => {
    // as: the two builders are SQLite's at run time
    const query = union(
      db.select({ name: people.name }).from(people).where(eq(people.id, 1)) as never,
      db.select({ name: people.name }).from(people).where(gt(people.id, 3)) as never,
    );
    const live = createLiveSource(opened.handle).open(query, { sort: [["name", "desc"]], filter: null, search: "" });
    expect((await live.read({ from: null, until: null }, 10)).map((row) => row.cells)).toEqual([
      ["Eve"],
      ["Dan"],
      ["Ann"],
    ]);
  });

  test("leaves secret columns out, and everything made of them, unless they are revealed", async () => {
    const names = (value: unknown) => planOf(opened.handle, value).list.map(({ description }) => description.name);
    expect(names(people)).toEqual(["id", "name", "bossId"]);
    expect(names(db.select({ hint: sql`substr(${people.taxId}, 1, 1)`, name: people.name }).from(people))).toEqual([
      "name",
    ]);
    expect(names(rows(people, { reveal: ["taxId"] }))).toEqual(["id", "name", "bossId", "taxId"]);
  });

  test("shows a reference by the name of the row that it points to", async () => {
    const live = createLiveSource(opened.handle).open(people, { sort: [["bossId", "desc"]], filter: null, search: "" });
    const found = await live.read({ from: null, until: null }, 2);
    expect(found.map((row) => row.cells)).toEqual([
      [5, "Eve", [1, "Ann"]],
      [4, "Dan", [1, "Ann"]],
    ]);
  });

  test("an option that names what is not selected is refused at once", async () => {
    const query = rows(db.select({ name: people.name }).from(people), { sort: ["taxId"] as never });
    expect(() => planOf(opened.handle, query)).toThrow(expect.objectContaining({ code: "ROWS_OPTION_INVALID" }));
  });
});
