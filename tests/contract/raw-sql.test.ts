// SQL as text: what means the same everywhere.
import { describe, expect } from "vitest";
import { boolean, eq, id, integer, json, model, sql, text, timestamp } from "../../src/entries/orm.ts";
import { currentDatabase } from "../../src/orm/current-database.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const things = model("raw_things", {
  id: id(),
  name: text(),
  size: integer(),
  done: boolean(),
  at: timestamp(),
  data: json(),
});
const models = { things };

describe("raw SQL", () => {
  onEachDatabase(models, "rows by the names that the statement gives", async (db) => {
    await db.insert(things).values([
      { name: "a", size: 1 },
      { name: "b", size: 2 },
    ]);
    const { rows, rowCount } = await db.execute("select name, size as amount from raw_things order by id");
    expect(rows).toEqual([
      { name: "a", amount: 1 },
      { name: "b", amount: 2 },
    ]);
    expect(rowCount).toBe(2);
  });

  onEachDatabase(models, "columns, tables and values in a template", async (db) => {
    await db.insert(things).values([
      { name: "it's ? $1", size: 1 },
      { name: "b", size: 2 },
    ]);
    const found = await db.execute(sql`select ${things.size} from ${things} where ${things.name} = ${"it's ? $1"}`);
    expect(found.rows).toEqual([{ size: 1 }]);
  });

  onEachDatabase(models, "question marks and dollars within texts of the statement", async (db) => {
    const { rows } = await db.execute(
      sql`select '?' as "a", '$1 it''s' as "b", ${5} + 0 as "c" from (select 1 as x) as t`,
    );
    expect(rows).toEqual([{ a: "?", b: "$1 it's", c: 5 }]);
  });

  onEachDatabase(models, "writes are counted", async (db) => {
    expect(await db.execute("insert into raw_things (name) values ('a'), ('b')")).toMatchObject({
      rows: [],
      rowCount: 2,
    });
    expect(await db.execute(sql`update ${things} set size = ${3} where name = ${"b"}`)).toMatchObject({ rowCount: 1 });
    expect(await db.execute("delete from raw_things")).toMatchObject({ rowCount: 2 });
  });

  onEachDatabase(models, "NULL, booleans and moments as values", async (db) => {
    await db.insert(things).values({ name: "a", done: true, at: new Date(1_500) });
    const count = async (condition: ReturnType<typeof sql>) =>
      (await db.execute(sql`select id from ${things} where ${condition}`)).rowCount;
    expect(await count(sql`${things.done} = ${true}`)).toBe(1);
    expect(await count(sql`${things.at} = ${sql.param(new Date(1_500), things.at)}`)).toBe(1);
    await db.execute(sql`update ${things} set name = ${null}, size = ${null}`);
    expect(await db.select({ name: things.name, size: things.size }).from(things)).toEqual([
      { name: null, size: null },
    ]);
  });

  onEachDatabase(models, "double quotes name columns, || joins texts", async (db) => {
    await db.insert(things).values({ name: "a", size: 1 });
    const { rows } = await db.execute(`select "name" || '-' || coalesce(null, 'x') as "both" from raw_things`);
    expect(rows).toEqual([{ both: "a-x" }]);
  });

  onEachDatabase(models, "texts, numbers and NULL in functions of the standard", async (db) => {
    const { rows } = await db.execute(
      "select nullif(1, 1) as n, replace('abc', 'b', 'x') as r, trim('  a ') as t, abs(-2) as a, 7 % 3 as m, upper('a') as u, substr('abcd', 2, 2) as s",
    );
    expect(rows).toEqual([{ n: null, r: "axc", t: "a", a: 2, m: 1, u: "A", s: "bc" }]);
  });

  onEachDatabase(models, "WITH, also recursive", async (db) => {
    const { rows } = await db.execute(
      "with recursive n (x) as (select 1 union all select x + 1 from n where x < 5) select sum(x) as total, count(*) as n from n",
    );
    expect(rows.map(({ total, n }) => [Number(total), Number(n)])).toEqual([[15, 5]]);
  });

  onEachDatabase(models, "an expression among fields, decoded by a column", async (db) => {
    await db.insert(things).values({ at: new Date(7), data: { a: 1 } });
    const shape = { at: sql`${things.at}`.mapWith(things.at), data: sql<unknown>`${things.data}`.mapWith(things.data) };
    expect(await db.select(shape).from(things)).toEqual([{ at: new Date(7), data: { a: 1 } }]);
  });

  onEachDatabase(models, "a value with a type of its own", async (db) => {
    await db.insert(things).values([{ size: 1 }, { size: 2 }]);
    const rows = await db
      .select({ big: sql<boolean>`${things.size} > 1`.mapWith(Boolean) })
      .from(things)
      .orderBy(things.id);
    expect(rows).toEqual([{ big: false }, { big: true }]);
  });

  onEachDatabase(models, "inside a transaction it belongs to it", async (db) => {
    const failing = db.transaction(async (tx) => {
      await tx.execute("insert into raw_things (name) values ('a')");
      expect((await tx.execute("select name from raw_things")).rowCount).toBe(1);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.$count(things)).toBe(0);
  });

  onEachDatabase(models, "a write is told to whoever watches the table", async (db) => {
    const seen: string[] = [];
    const stop = currentDatabase().changes.onCommit((changes) => seen.push(...changes.map(({ table }) => table)));
    await db.execute("insert into raw_things (name) values ('a')");
    await db.execute(sql`update ${things} set size = 1`);
    await db.execute("select * from raw_things");
    stop();
    expect(seen).toEqual(["raw_things", "raw_things"]);
  });

  onEachDatabase(models, "a long read gives its rows one after another", async (db) => {
    await db.insert(things).values(Array.from({ length: 2_500 }, (_, at) => ({ size: at })));
    const handle = currentDatabase();
    const { text: query, params } = handle.toText(
      sql`select ${things.size} from ${things} where ${things.size} >= ${3} order by ${things.id}`,
    );
    let [rows, total] = [0, 0];
    for await (const [size] of handle.scan(query, params)) {
      rows += 1;
      total += Number(size);
      // What others write meanwhile is not seen.
      if (rows === 1) await db.insert(things).values({ size: 1_000_000 });
    }
    expect([rows, total]).toEqual([2_497, (2_499 * 2_500) / 2 - 3]);
  });

  onEachDatabase(models, "a long read that nobody reads to its end leaves the connection usable", async (db) => {
    await db.insert(things).values(Array.from({ length: 3_000 }, (_, at) => ({ size: at })));
    const handle = currentDatabase();
    for (let round = 0; round < 15; round++)
      for await (const [size] of handle.scan("select size from raw_things order by id", [])) {
        if (Number(size) === 5) break;
      }
    expect(await db.$count(things, eq(things.size, 5))).toBe(1);
    const broken = async () => {
      for await (const _ of handle.scan("select nothing from raw_things", [])) expect.unreachable();
    };
    await expect(broken()).rejects.toMatchObject({ code: "DATABASE_FAILED" });
  });
});
