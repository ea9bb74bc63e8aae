// All of it is kept, or none; nested and at once.
import { describe, expect } from "vitest";
import { check, count, db as current, eq, id, integer, model, ref, sql, sum, text } from "../../src/entries/orm.ts";
import { currentDatabase } from "../../src/orm/current-database.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const accounts = model(
  "tx_accounts",
  { id: id(), owner: text().notNull().unique(), balance: integer().notNull().default(0) },
  (t) => [check("balance", sql`${t.balance} >= 0`)],
);
const notes = model("tx_notes", { id: id(), accountId: ref(() => accounts.id), text: text() });
const models = { accounts, notes };
const owners = { owner: accounts.owner };

/** A promise that somebody settles later. */
function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  return Promise.withResolvers<void>();
}

describe("transactions", () => {
  onEachDatabase(models, "what it wrote is kept, and its value given back", async (db) => {
    const value = await db.transaction(async (tx) => {
      await tx.insert(accounts).values([{ owner: "a" }, { owner: "b" }]);
      return await tx.$count(accounts);
    });
    expect(value).toBe(2);
    expect(await db.select(owners).from(accounts).orderBy(accounts.id)).toEqual([{ owner: "a" }, { owner: "b" }]);
  });

  onEachDatabase(models, "an error undoes all of it, and is thrown", async (db) => {
    const failing = db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "a" });
      await tx.update(accounts).set({ balance: 5 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.$count(accounts)).toBe(0);
  });

  onEachDatabase(models, "a query that is only returned belongs to it", async (db) => {
    const rows = await db.transaction((tx) => tx.insert(accounts).values({ owner: "a" }).returning(owners));
    expect(rows).toEqual([{ owner: "a" }]);
    const failing = db.transaction(async (tx) => {
      await tx.transaction((inner) => inner.insert(accounts).values({ owner: "b" }));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.$count(accounts)).toBe(1);
  });

  onEachDatabase(models, "the outer db is the transaction, too", async (db) => {
    const failing = db.transaction(async () => {
      await db.insert(accounts).values({ owner: "a" });
      await current.insert(accounts).values({ owner: "b" });
      expect(await current.$count(accounts)).toBe(2);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.$count(accounts)).toBe(0);
  });

  onEachDatabase(models, "tx.rollback() undoes it and says so", async (db) => {
    const undone = db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "a" });
      tx.rollback();
    });
    await expect(undone).rejects.toMatchObject({ code: "TRANSACTION_ROLLED_BACK" });
    expect(await db.$count(accounts)).toBe(0);
  });

  onEachDatabase(models, "a nested one that fails undoes itself alone", async (db) => {
    await db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "outer" });
      const inner = tx.transaction(async (nested) => {
        await nested.insert(accounts).values({ owner: "inner" });
        throw new Error("no");
      });
      await expect(inner).rejects.toThrow("no");
      await tx.insert(accounts).values({ owner: "after" });
    });
    expect(await db.select(owners).from(accounts).orderBy(accounts.owner)).toEqual([
      { owner: "after" },
      { owner: "outer" },
    ]);
  });

  onEachDatabase(models, "a nested one that was kept goes with the outer one", async (db) => {
    const failing = db.transaction(async (tx) => {
      await tx.transaction(async (nested) => nested.insert(accounts).values({ owner: "inner" }));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.$count(accounts)).toBe(0);
  });

  onEachDatabase(models, "three deep, the middle one undone", async (db) => {
    await db.transaction(async (one) => {
      await one.insert(accounts).values({ owner: "1" });
      const middle = one.transaction(async (two) => {
        await two.insert(accounts).values({ owner: "2" });
        await two.transaction(async (three) => three.insert(accounts).values({ owner: "3" }));
        throw new Error("no");
      });
      await expect(middle).rejects.toThrow("no");
      await one.transaction(async (two) => two.insert(accounts).values({ owner: "4" }));
    });
    expect(await db.select(owners).from(accounts).orderBy(accounts.owner)).toEqual([{ owner: "1" }, { owner: "4" }]);
  });

  onEachDatabase(models, "nested ones at once run one after the other", async (db) => {
    await db.transaction(async (tx) => {
      const results = await Promise.allSettled(
        ["a", "b", "c", "d"].map((owner, at) =>
          tx.transaction(async (nested) => {
            await nested.insert(accounts).values({ owner });
            if (at % 2 === 1) throw new Error("no");
          }),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    });
    expect(await db.select(owners).from(accounts).orderBy(accounts.owner)).toEqual([{ owner: "a" }, { owner: "c" }]);
  });

  onEachDatabase(models, "statements at once in one transaction", async (db) => {
    await db.transaction(async (tx) => {
      const results = await Promise.allSettled([
        tx.insert(accounts).values({ owner: "a" }),
        tx.insert(accounts).values({ owner: "a" }),
        tx.select().from(accounts),
        tx.insert(accounts).values({ owner: "b" }).returning(),
        tx.execute("select no_such_column from tx_accounts"),
        tx.insert(accounts).values({ owner: "c", balance: -1 }),
        tx.update(accounts).set({ balance: 4 }),
      ]);
      expect(results.filter(({ status }) => status === "rejected")).toHaveLength(3);
    });
    expect(
      await db.select({ owner: accounts.owner, balance: accounts.balance }).from(accounts).orderBy(accounts.owner),
    ).toEqual([
      { owner: "a", balance: 4 },
      { owner: "b", balance: 4 },
    ]);
  });

  onEachDatabase(models, "a write that failed and was caught undoes nothing else", async (db) => {
    await db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "a" });
      await expect(tx.insert(accounts).values({ owner: "a" })).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
      await tx.insert(accounts).values({ owner: "b" });
      await expect(tx.insert(notes).values({ accountId: 99 })).rejects.toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
      await tx.update(accounts).set({ balance: 3 }).where(eq(accounts.owner, "b"));
    });
    expect(
      await db.select({ owner: accounts.owner, balance: accounts.balance }).from(accounts).orderBy(accounts.owner),
    ).toEqual([
      { owner: "a", balance: 0 },
      { owner: "b", balance: 3 },
    ]);
  });

  onEachDatabase(models, "the first write that failed and was caught", async (db) => {
    await db.insert(accounts).values({ owner: "a" });
    await db.transaction(async (tx) => {
      await expect(tx.insert(accounts).values({ owner: "a" })).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
      await tx.insert(accounts).values({ owner: "b" });
    });
    expect(await db.$count(accounts)).toBe(2);
  });

  onEachDatabase(models, "a read that failed and was caught, before and after writes", async (db) => {
    await db.transaction(async (tx) => {
      const broken = () => tx.execute(sql`select nothing from ${accounts}`);
      await expect(broken()).rejects.toMatchObject({ code: "DATABASE_FAILED" });
      await tx.insert(accounts).values({ owner: "a" });
      await expect(broken()).rejects.toMatchObject({ code: "DATABASE_FAILED" });
      await expect(tx.select({ x: sql`no_such(1)` }).from(accounts)).rejects.toMatchObject({ code: "DATABASE_FAILED" });
      expect(await tx.$count(accounts)).toBe(1);
      await tx.insert(accounts).values({ owner: "b" });
      await expect(broken()).rejects.toMatchObject({ code: "DATABASE_FAILED" });
    });
    expect(await db.$count(accounts)).toBe(2);
  });

  onEachDatabase(models, "a statement of several rows is kept or undone as a whole", async (db) => {
    await db.insert(accounts).values({ owner: "c" });
    await db.transaction(async (tx) => {
      const rows = ["a", "b", "c"].map((owner) => ({ owner }));
      await expect(tx.insert(accounts).values(rows)).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
      await expect(tx.insert(accounts).values(rows).returning()).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
      const mixed = [{ owner: "x" }, { id: 80, owner: "y" }, { owner: "c" }];
      await expect(tx.insert(accounts).values(mixed).returning()).rejects.toMatchObject({ code: "UNIQUE_VIOLATION" });
    });
    expect(await db.select(owners).from(accounts)).toEqual([{ owner: "c" }]);
  });

  onEachDatabase(models, "others see nothing of it before it ends", async (db) => {
    const [written, seen] = [signal(), signal()];
    const running = db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "a" });
      written.resolve();
      await seen.promise;
    });
    await written.promise;
    expect(await db.$count(accounts)).toBe(0);
    seen.resolve();
    await running;
    expect(await db.$count(accounts)).toBe(1);
  });

  onEachDatabase(models, "two hundred transfers at once lose nothing", async (db) => {
    await db.insert(accounts).values([1, 2, 3, 4].map((at) => ({ owner: `o${at}`, balance: 1_000 })));
    const transfers = Array.from({ length: 200 }, (_, at) =>
      db.transaction(async (tx) => {
        // Always in the order of the keys: two that hold what the other wants would be undone.
        const [one, two] = [(at % 4) + 1, ((at * 3 + 1) % 4) + 1];
        if (one === two) return;
        for (const key of [one, two].toSorted((a, b) => a - b))
          await tx
            .update(accounts)
            .set({ balance: sql`${accounts.balance} + ${key === one ? -1 : 1}` })
            .where(eq(accounts.id, key));
      }),
    );
    await Promise.all(transfers);
    expect(await db.select({ total: sum(accounts.balance), all: count() }).from(accounts)).toEqual([
      { total: 4_000, all: 4 },
    ]);
  });

  onEachDatabase(models, "a row that is read for update is held until the end", async (db) => {
    await db.insert(accounts).values({ owner: "a", balance: 0 });
    const add = () =>
      db.transaction(async (tx) => {
        const [row] = await tx.select().from(accounts).where(eq(accounts.id, 1)).for("update");
        await tx
          .update(accounts)
          .set({ balance: (row?.balance ?? 0) + 1 })
          .where(eq(accounts.id, 1));
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await db.select({ balance: accounts.balance }).from(accounts)).toEqual([{ balance: 20 }]);
  });

  onEachDatabase(models, "a query after its end is refused", async (db) => {
    let kept: { select: typeof db.select } = db;
    await db.transaction(async (tx) => {
      kept = tx;
      await tx.insert(accounts).values({ owner: "a" });
    });
    await expect(async () => kept.select().from(accounts)).rejects.toMatchObject({ code: "TRANSACTION_ENDED" });
  });

  onEachDatabase(models, "BEGIN and COMMIT by hand are refused", async (db) => {
    for (const text of ["begin", "COMMIT", " rollback", "savepoint x"])
      await expect(db.execute(text)).rejects.toMatchObject({ code: "TRANSACTION_BY_HAND" });
  });

  onEachDatabase(models, "twenty at once, every other one undone", async (db) => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        db.transaction(async (tx) => {
          await tx.insert(accounts).values({ owner: `o${String(at).padStart(2, "0")}` });
          await tx.insert(notes).values({ text: `n${at}` });
          if (at % 2 === 1) throw new Error("no");
        }),
      ),
    );
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(10);
    expect(await db.$count(accounts)).toBe(10);
    expect(await db.$count(notes)).toBe(10);
  });

  onEachDatabase(models, "what was committed is told once, after the commit; what was undone, never", async (db) => {
    const { changes } = currentDatabase();
    const seen: unknown[] = [];
    const stop = changes.onCommit((all) => seen.push(...all.map(({ table, keys }) => [table, keys])));
    const unwatch = changes.watch("tx_accounts");
    await db.transaction(async (tx) => {
      await tx.insert(accounts).values({ owner: "a" });
      const inner = tx.transaction(async (nested) => {
        await nested.insert(accounts).values({ owner: "b" });
        throw new Error("no");
      });
      await inner.catch(() => undefined);
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([["tx_accounts", [[1]]]]);
    unwatch();
    stop();
  });
});
