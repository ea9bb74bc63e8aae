// Moments are UTC to the millisecond, days have no zone; the process runs in New York, the servers wherever they are.
import { describe, expect } from "vitest";
import { and, date, desc, eq, gte, id, lt, max, model, sql, text, timestamp } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const visits = model("time_visits", {
  id: id(),
  name: text(),
  at: timestamp(),
  day: date(),
  madeAt: timestamp().notNull().defaultNow(),
  madeOn: date().notNull().defaultNow(),
  changedAt: timestamp().$onUpdate(() => new Date(7)),
});
const models = { visits };

describe("utc times", () => {
  onEachDatabase(models, "the process is in a zone with summer time", async () => {
    expect(new Date("2024-01-01T00:00:00Z").getTimezoneOffset()).toBe(300);
    expect(new Date("2024-07-01T00:00:00Z").getTimezoneOffset()).toBe(240);
  });

  for (const [name, at] of [
    ["a moment to the millisecond", "2024-05-06T07:08:09.123Z"],
    ["a moment of the hour that summer time leaves out", "2024-03-10T07:30:00.000Z"],
    ["a local time that does not exist here", "2024-03-10T02:30:00.000Z"],
    ["the hour that comes twice, first", "2024-11-03T05:30:00.000Z"],
    ["the hour that comes twice, second", "2024-11-03T06:30:00.000Z"],
    ["the turn of the year", "2023-12-31T23:59:59.999Z"],
    ["before 1970", "1901-02-03T04:05:06.007Z"],
    ["far ahead", "9998-12-31T23:59:59.999Z"],
  ] as const)
    onEachDatabase(models, name, async (db) => {
      await db.insert(visits).values({ at: new Date(at) });
      const [row] = await db
        .select({ at: visits.at })
        .from(visits)
        .where(eq(visits.at, new Date(at)));
      expect(row?.at?.toISOString()).toBe(at);
    });

  onEachDatabase(models, "are ordered and compared to the millisecond", async (db) => {
    await db.insert(visits).values([{ at: new Date(1_002) }, { at: new Date(1_000) }, { at: new Date(1_001) }]);
    const rows = await db.select({ at: visits.at }).from(visits).orderBy(desc(visits.at));
    expect(rows.map(({ at }) => at?.getTime())).toEqual([1_002, 1_001, 1_000]);
    expect(await db.$count(visits, and(gte(visits.at, new Date(1_001)), lt(visits.at, new Date(1_002))))).toBe(1);
    expect(await db.select({ last: max(visits.at) }).from(visits)).toEqual([{ last: new Date(1_002) }]);
  });

  onEachDatabase(models, "the database's clock is the moment, and UTC's day", async (db) => {
    const before = Date.now();
    const [row] = await db.insert(visits).values({}).returning();
    const after = Date.now();
    expect(row?.madeAt.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(row?.madeAt.getTime()).toBeLessThanOrEqual(after + 1);
    expect([before, after].map((time) => new Date(time).toISOString().slice(0, 10))).toContain(row?.madeOn);
  });

  onEachDatabase(models, "days are days, whatever the zone", async (db) => {
    const days = ["2024-02-29", "2024-03-10", "1999-12-31", "0001-01-01", "9999-12-31"];
    await db.insert(visits).values(days.map((day) => ({ day })));
    const rows = await db.select({ day: visits.day }).from(visits).orderBy(visits.day);
    expect(rows.map(({ day }) => day)).toEqual(days.toSorted());
    expect(await db.$count(visits, gte(visits.day, "2024-03-01"))).toBe(2);
  });

  onEachDatabase(models, "what is made at each update", async (db) => {
    await db.insert(visits).values({ name: "a", changedAt: new Date(1) });
    const [row] = await db.update(visits).set({ name: "b" }).returning({ changedAt: visits.changedAt });
    expect(row).toEqual({ changedAt: new Date(7) });
  });

  onEachDatabase(models, "a moment is taken over from row to row", async (db) => {
    await db.insert(visits).values({ at: new Date("2024-03-10T07:30:00.120Z") });
    await db.update(visits).set({ changedAt: sql`${visits.at}` });
    expect(await db.select({ changedAt: visits.changedAt }).from(visits)).toEqual([
      { changedAt: new Date("2024-03-10T07:30:00.120Z") },
    ]);
  });
});
