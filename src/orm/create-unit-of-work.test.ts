import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../tests/support/open-test-database.ts";
import type { CommittedChange } from "../framework/ports/change-feed.ts";
import { id } from "./columns/id.ts";
import { text } from "./columns/text.ts";
import { createUnitOfWork } from "./create-unit-of-work.ts";
import { db } from "./db.ts";
import { model } from "./define-model.ts";
import { ledger } from "./ledger-table.ts";
import { trackQueries } from "./track-queries.ts";

const notes = model("work_notes", { id: id(), text: text().notNull() });
const scope = (at: number) => ({ token: "tab", id: at });
const add = (what: string) => db.insert(notes).values({ text: what });
const texts = async (): Promise<string[]> => (await db.select().from(notes).orderBy(notes.id)).map((row) => row.text);

test("keeps what an event wrote together with its answer, and publishes once", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const seen: (readonly CommittedChange[])[] = [];
  base.handle.changes.onCommit((changes) => seen.push(changes));
  const work = units.begin(scope(1));
  await work.run(async () => {
    expect(await texts()).toEqual([]);
    expect(work.wrote).toBe(false);
    await add("a");
    await db.transaction(async () => add("b"));
    expect(await texts()).toEqual(["a", "b"]);
  });
  expect(work.wrote).toBe(true);
  expect(await texts()).toEqual([]);
  expect(seen).toEqual([]);
  await work.commit({ id: 1, value: 7 });
  expect(await texts()).toEqual(["a", "b"]);
  expect(seen).toEqual([[{ table: "work_notes", keys: [[1], [2]], before: [null, null] }]]);
  expect(await units.recorded("tab", [1, 2])).toEqual([{ id: 1, value: 7 }]);
});

test("keeps nothing of an event that failed", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const work = units.begin(scope(1));
  await work.run(() => add("a"));
  await work.rollback({ id: 1, code: "rejected" });
  expect(await texts()).toEqual([]);
  expect(await units.recorded("tab", [1])).toEqual([]);
  await expect(work.run(async () => add("late"))).rejects.toMatchObject({ code: "TRANSACTION_ENDED" });
});

test("applies a repeated id once: the second commit fails as a whole", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const run = async (): Promise<void> => {
    const work = units.begin(scope(1));
    await work.run(() => add("once"));
    await work.commit({ id: 1 });
  };
  await run();
  await expect(run()).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
  expect(await texts()).toEqual(["once"]);
});

test("opens nothing for an event that only reads, and lets what runs later run by itself", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const work = units.begin(scope(1));
  const later = Promise.withResolvers<void>();
  const late = work.run(() => {
    const promise = later.promise.then(() => add("late"));
    return { promise };
  });
  expect(work.wrote).toBe(false);
  work.end();
  later.resolve();
  await late.promise;
  expect(await texts()).toEqual(["late"]);
  expect(await units.recorded("tab", [1])).toEqual([]);
});

test("runs a handler that waits for nothing without a pause", async () => {
  await using base = await openTestDatabase(notes);
  const work = createUnitOfWork(base.handle).begin(scope(1));
  expect(work.run(() => 5)).toBe(5);
});

test("lets two events write one after the other, in the order in which they began to", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const first = units.begin(scope(1));
  const second = units.begin({ token: "other", id: 1 });
  expect(first.heldMs).toBe(0);
  await first.run(() => add("first"));
  expect(first.heldMs).toBeGreaterThan(0);
  const waiting = second.run(async () => {
    await add("second");
    return texts();
  });
  await first.run(() => add("first again"));
  expect(second.heldMs).toBe(0);
  await first.commit({ id: 1 });
  expect(await waiting).toEqual(["first", "first again", "second"]);
  await second.rollback();
  expect(await texts()).toEqual(["first", "first again"]);
});

test("gives the writer back when an event is undone while it waits for it", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const first = units.begin(scope(1));
  await first.run(() => add("first"));
  const second = units.begin(scope(2));
  const waiting = second.run(async () => add("second"));
  await second.rollback();
  await first.commit({ id: 1 });
  await expect(waiting).rejects.toMatchObject({ code: "TRANSACTION_ENDED" });
  await add("third");
  expect(await texts()).toEqual(["first", "third"]);
});

test("tells an effect that had begun as interrupted, one that ended by its answer", async () => {
  await using base = await openTestDatabase(notes);
  const units = createUnitOfWork(base.handle);
  const begun = units.begin({ ...scope(1), effect: true });
  await begun.start();
  const done = units.begin({ ...scope(2), effect: true });
  await done.start();
  await done.run(() => add("paid"));
  await done.commit({ id: 2, value: "ok" });
  const failed = units.begin({ ...scope(3), effect: true });
  await failed.start();
  await failed.run(() => add("not paid"));
  await failed.rollback({ id: 3, code: "rejected" });
  expect(await units.recorded("tab", [1, 2, 3])).toEqual([
    { id: 1, code: "interrupted" },
    { id: 2, value: "ok" },
    { id: 3, code: "rejected" },
  ]);
  expect(await texts()).toEqual(["paid"]);
});

test("sweeps what is settled and what is old", async () => {
  await using base = await openTestDatabase(notes);
  let now = 0;
  const units = createUnitOfWork(base.handle, { now: () => now, ledgerKeptMs: 1_000 });
  for (const [at, time] of [
    [1, 0],
    [2, 500],
    [3, 900],
    [4, 900],
  ] as const) {
    now = time;
    const work = units.begin(scope(at));
    await work.run(() => add("x"));
    await work.commit({ id: at });
  }
  now = 1_200;
  units.settle("tab", 2);
  await units.sweep();
  expect((await db.select({ id: ledger.id }).from(ledger).orderBy(ledger.id)).map((row) => row.id)).toEqual([3, 4]);
});

test("tracks the tables that a query reads, after an await too, and those of a commit", async () => {
  await using base = await openTestDatabase(notes);
  const { track, onCommit } = trackQueries(base.handle);
  const lazy = track(async () => db.$count(notes));
  expect(await lazy.value).toBe(0);
  expect([...lazy.tables]).toEqual(["work_notes"]);
  const select = db.select().from(notes);
  expect(track(() => select)).toEqual({ value: select, tables: new Set() });
  const later = track(async () => {
    await Promise.resolve();
    return db
      .select({ id: ledger.id })
      .from(ledger)
      .where(eq(ledger.id, db.select({ id: notes.id }).from(notes)));
  });
  await later.value;
  expect([...later.tables].toSorted()).toEqual(["rx_events", "work_notes"]);
  const written: string[] = [];
  const stop = onCommit((tables) => written.push(...tables));
  await add("x");
  stop();
  await add("y");
  expect(written).toEqual(["work_notes"]);
});
