// NULL is the smallest value everywhere, in the app's own orders too.
import { describe, expect } from "vitest";
import {
  asc,
  desc,
  eq,
  id,
  integer,
  isNull,
  model,
  ref,
  sql,
  text,
  timestamp,
  unionAll,
} from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const teams = model("order_teams", { id: id(), name: text() });
const people = model("order_people", {
  id: id(),
  name: text(),
  rank: integer().notNull(),
  at: timestamp(),
  teamId: ref(() => teams.id),
});
const models = { teams, people };

type Db = Parameters<Parameters<typeof onEachDatabase>[2]>[0];

async function fill(db: Db): Promise<void> {
  await db.insert(teams).values([{ name: "blue" }, { name: null }]);
  await db.insert(people).values([
    { name: "b", rank: 1, at: new Date(2), teamId: 1 },
    { name: null, rank: 2, at: null, teamId: null },
    { name: "a", rank: 3, at: new Date(1), teamId: 2 },
  ]);
}

describe("null order", () => {
  onEachDatabase(models, "a nullable column begins with NULL", async (db) => {
    await fill(db);
    const rows = await db.select({ name: people.name }).from(people).orderBy(people.name);
    expect(rows.map(({ name }) => name)).toEqual([null, "a", "b"]);
  });

  onEachDatabase(models, "asc is the same, desc ends with NULL", async (db) => {
    await fill(db);
    const up = await db.select({ at: people.at }).from(people).orderBy(asc(people.at));
    const down = await db.select({ at: people.at }).from(people).orderBy(desc(people.at));
    expect(up.map(({ at }) => at?.getTime())).toEqual([undefined, 1, 2]);
    expect(down.map(({ at }) => at?.getTime())).toEqual([2, 1, undefined]);
  });

  onEachDatabase(models, "several columns in mixed directions", async (db) => {
    await fill(db);
    await db.insert(people).values([
      { name: null, rank: 9 },
      { name: "a", rank: 8 },
    ]);
    const rows = await db
      .select({ name: people.name, rank: people.rank })
      .from(people)
      .orderBy(desc(people.name), asc(people.at), people.rank);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 8, 3, 2, 9]);
  });

  onEachDatabase(models, "a required column of a table that a left join may not find", async (db) => {
    await fill(db);
    const rows = await db
      .select({ name: teams.name, rank: people.rank })
      .from(teams)
      .leftJoin(people, sql`${people.teamId} = ${teams.id} and ${people.rank} > 1`)
      .orderBy(people.rank);
    expect(rows).toEqual([
      { name: "blue", rank: null },
      { name: null, rank: 3 },
    ]);
  });

  onEachDatabase(models, "an expression, up and down", async (db) => {
    await fill(db);
    const lowered = sql<string>`lower(${people.name})`;
    const up = await db.select({ rank: people.rank }).from(people).orderBy(lowered);
    const down = await db.select({ rank: people.rank }).from(people).orderBy(desc(lowered));
    expect(up.map(({ rank }) => rank)).toEqual([2, 3, 1]);
    expect(down.map(({ rank }) => rank)).toEqual([1, 3, 2]);
  });

  onEachDatabase(models, "an expression with a name", async (db) => {
    await fill(db);
    const shown = sql<string | null>`nullif(${people.name}, 'b')`.as("shown");
    const rows = await db.select({ shown, rank: people.rank }).from(people).orderBy(shown, people.rank);
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
  });

  onEachDatabase(models, "a subquery, ordered outside and within", async (db) => {
    await fill(db);
    const inner = db.select({ name: people.name }).from(people).orderBy(people.name).limit(2).as("inner_people");
    const rows = await db.select().from(inner).orderBy(desc(inner.name));
    expect(rows).toEqual([{ name: "a" }, { name: null }]);
  });

  onEachDatabase(models, "a union", async (db) => {
    await fill(db);
    const rows = await unionAll(
      db.select({ name: people.name }).from(people),
      db.select({ name: teams.name }).from(teams),
    ).orderBy(people.name);
    expect(rows.map(({ name }) => name)).toEqual([null, null, "a", "b", "blue"]);
  });

  onEachDatabase(models, "a group by, ordered by what groups it", async (db) => {
    await fill(db);
    const rows = await db.select({ team: people.teamId }).from(people).groupBy(people.teamId).orderBy(people.teamId);
    expect(rows.map(({ team }) => team)).toEqual([null, 1, 2]);
  });

  onEachDatabase(models, "distinct rows", async (db) => {
    await fill(db);
    await db.insert(people).values({ name: null, rank: 4 });
    const rows = await db.selectDistinct({ name: people.name }).from(people).orderBy(people.name);
    expect(rows.map(({ name }) => name)).toEqual([null, "a", "b"]);
  });

  onEachDatabase(models, "a page of an order", async (db) => {
    await fill(db);
    const rows = await db.select({ name: people.name }).from(people).orderBy(people.name).limit(2).offset(1);
    expect(rows.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  onEachDatabase(models, "a NULL is equal to nothing, and found by isNull", async (db) => {
    await fill(db);
    expect(
      await db
        .select()
        .from(people)
        .where(eq(people.name, sql`null`)),
    ).toEqual([]);
    expect(await db.$count(people, isNull(people.name))).toBe(1);
  });
});
