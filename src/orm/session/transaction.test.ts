import { expect, test } from "vitest";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import type { CommittedChange } from "../../framework/ports/change-feed.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";

const owners = model("tx_owners", { id: id(), name: text().notNull(), email: text().unique() });
const items = model("tx_items", {
  id: id(),
  ownerId: ref(() => owners.id, { onDelete: "cascade" }),
  label: text().notNull(),
  count: integer().notNull().default(1),
});

test("keeps 20 transactions at once apart", async () => {
  await using _ = await openTestDatabase(owners, items);
  await db.insert(items).values({ label: "counter", count: 1 });
  await Promise.all(
    Array.from({ length: 20 }, () =>
      db.transaction(async (tx) => {
        const [row] = await tx.select().from(items);
        await Promise.resolve();
        await db.update(items).set({ count: (row?.count ?? 0) + 1 });
      }),
    ),
  );
  expect((await db.select().from(items))[0]?.count).toBe(21);
});

test("shows what is committed while a transaction is open, and lets a write wait for it", async () => {
  await using _ = await openTestDatabase(owners);
  const order: string[] = [];
  const written = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const first = db.transaction(async (tx) => {
    await tx.insert(owners).values({ name: "inside" });
    expect(await db.$count(owners)).toBe(1);
    written.resolve();
    await goOn.promise;
    order.push("first");
  });
  await written.promise;
  expect(await db.$count(owners)).toBe(0);
  const second = db
    .insert(owners)
    .values({ name: "after" })
    .then(() => order.push("second"));
  goOn.resolve();
  await Promise.all([first, second]);
  expect(order).toEqual(["first", "second"]);
  expect((await db.select().from(owners).orderBy(owners.id)).map((row) => row.name)).toEqual(["inside", "after"]);
});

test("rolls back what a transaction did, and publishes nothing of it", async () => {
  await using test = await openTestDatabase(owners);
  const seen: CommittedChange[] = [];
  test.handle.changes.onCommit((changes) => seen.push(...changes));
  const failing = db.transaction(async (tx) => {
    await tx.insert(owners).values({ name: "gone" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await db.$count(owners)).toBe(0);
  expect(seen).toEqual([]);
});

test("undoes a nested transaction alone", async () => {
  await using test = await openTestDatabase(owners);
  test.handle.changes.watch("tx_owners");
  const seen: CommittedChange[] = [];
  test.handle.changes.onCommit((changes) => seen.push(...changes));
  await db.transaction(async (tx) => {
    await tx.insert(owners).values({ name: "kept" });
    const inner = tx.transaction(async (nested) => {
      await nested.insert(owners).values({ name: "undone" });
      nested.rollback();
    });
    await expect(inner).rejects.toMatchObject({ code: "TRANSACTION_ROLLED_BACK" });
    // Two at once, one of which fails: their savepoints do not get into each other.
    await Promise.allSettled([
      db.transaction(async () => {
        await db.insert(owners).values({ name: "a" });
        await Promise.resolve();
        throw new Error("a fails");
      }),
      db.transaction(async () => db.insert(owners).values({ name: "b" })),
    ]);
  });
  expect((await db.select().from(owners)).map((row) => row.name)).toEqual(["kept", "b"]);
  expect(seen).toEqual([{ table: "tx_owners", keys: [[1], [2]], before: [null, null] }]);
});

test("runs a query that a transaction's function only returns inside it", async () => {
  await using _ = await openTestDatabase(owners);
  await db.transaction((tx) => tx.insert(owners).values({ name: "a" }));
  await expect(
    db.transaction(async (tx) => {
      await tx.insert(owners).values({ name: "b" });
      await tx.insert(owners).values({ name: "c", id: 1 });
    }),
  ).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
  expect(await db.$count(owners)).toBe(1);
});

test("refuses the handle of a transaction that has ended, and transactions by hand", async () => {
  await using _ = await openTestDatabase(owners);
  const leaked = await db.transaction((tx) => [tx]);
  const late = async (): Promise<unknown> => leaked[0]?.select().from(owners);
  await expect(late()).rejects.toMatchObject({ code: "TRANSACTION_ENDED" });
  await expect(db.execute("begin")).rejects.toMatchObject({ code: "TRANSACTION_BY_HAND" });
});
