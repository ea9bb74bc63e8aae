import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import type { CommittedChange } from "../../framework/ports/change-feed.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";

const owners = model("change_owners", { id: id(), name: text().notNull(), email: text().unique() });
const items = model("change_items", {
  id: id(),
  ownerId: ref(() => owners.id, { onDelete: "cascade" }),
  label: text().notNull(),
  count: integer().notNull().default(1),
});

test("tells keys and rows before each write of a table that is watched", async () => {
  await using test = await openTestDatabase(owners, items);
  const { changes } = test.handle;
  const seen: (readonly CommittedChange[])[] = [];
  changes.onCommit((committed) => seen.push(committed));
  await db.insert(owners).values({ name: "nobody looks" });
  const stop = changes.watch("change_owners");
  await db.insert(owners).values([{ name: "b" }, { name: "c" }]);
  await db.update(owners).set({ email: "x" }).where(eq(owners.name, "b"));
  const [deleted] = await db.delete(owners).where(eq(owners.id, 2)).returning({ name: owners.name });
  expect(deleted).toEqual({ name: "b" });
  stop();
  await db.execute(sql`update ${owners} set name = 'raw'`);
  await db.execute("delete from change_items");
  const b = { id: 2, name: "b", email: null };
  expect(seen).toEqual([
    [{ table: "change_owners", keys: [[1]], before: [null] }],
    [{ table: "change_owners", keys: [[2], [3]], before: [null, null] }],
    [{ table: "change_owners", keys: [[2]], before: [b], columns: ["email"] }],
    [
      { table: "change_owners", keys: [[2]], before: [{ ...b, email: "x" }] },
      { table: "change_items", keys: "unknown", before: undefined },
    ],
    [
      { table: "change_owners", keys: "unknown", before: undefined },
      { table: "change_items", keys: "unknown", before: undefined },
    ],
    [{ table: "change_items", keys: "unknown", before: undefined }],
  ]);
});

test("tells a row that a transaction writes twice once, as it was before", async () => {
  await using test = await openTestDatabase(owners);
  await db.insert(owners).values({ name: "before" });
  test.handle.changes.watch("change_owners");
  const seen: CommittedChange[] = [];
  test.handle.changes.onCommit((committed) => seen.push(...committed));
  await db.transaction(async () => {
    await db.update(owners).set({ name: "one" });
    await db.update(owners).set({ name: "two" });
    await db.insert(owners).values({ name: "new" }).returning();
  });
  expect(seen).toEqual([
    { table: "change_owners", keys: [[1], [2]], before: [{ id: 1, name: "before", email: null }, null] },
  ]);
});

test("scans rows one after another while others write, several at once, all of one moment", async () => {
  await using base = await openTestDatabase(owners);
  await db.insert(owners).values([{ name: "a" }, { name: "b" }]);
  const scan = (): AsyncIterator<unknown[]> =>
    base.handle.scan("select name from change_owners order by id", [])[Symbol.asyncIterator]();
  const next = async (rows: AsyncIterator<unknown[]>): Promise<unknown> => (await rows.next()).value;
  const [first, second] = [scan(), scan()];
  expect(await next(first)).toEqual(["a"]);
  await db.insert(owners).values({ name: "c" });
  expect([await next(second), await next(second), await next(second)]).toEqual([["a"], ["b"], ["c"]]);
  expect([await next(first), await next(first)]).toEqual([["b"], undefined]);
});

test("tells nothing of a write that hit no row, and only the table of one that hit too many", async () => {
  await using base = await openTestDatabase(owners);
  base.handle.changes.watch("change_owners");
  const seen: CommittedChange[] = [];
  base.handle.changes.onCommit((changes) => seen.push(...changes));
  await db.update(owners).set({ name: "x" }).where(eq(owners.id, 99));
  await db.delete(owners);
  expect(seen).toEqual([]);
  const rows = Array.from({ length: 5_001 }, (_, at) => ({ name: `n${at}` }));
  await db.insert(owners).values(rows);
  await db.update(owners).set({ name: "y" });
  expect(seen).toEqual(
    Array.from({ length: 2 }, () => ({ table: "change_owners", keys: "unknown", before: undefined })),
  );
});

test("a listener that throws keeps neither the others nor the writer from going on", async () => {
  await using base = await openTestDatabase(owners);
  const thrown = Promise.withResolvers<unknown>();
  const handlers = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.once("uncaughtException", thrown.resolve);
  const seen: CommittedChange[] = [];
  base.handle.changes.onCommit(() => {
    throw new Error("broken listener");
  });
  base.handle.changes.onCommit((changes) => seen.push(...changes));
  await db.insert(owners).values({ name: "a" });
  expect(await thrown.promise).toMatchObject({ message: "broken listener" });
  for (const handler of handlers) process.on("uncaughtException", handler);
  expect(seen).toHaveLength(1);
});
