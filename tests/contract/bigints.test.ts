import { describe, expect } from "vitest";
import { bigint, eq, gt, id, inArray, integer, model, primaryKey, sql } from "../../src/entries/orm.ts";
import { onEachDatabase } from "../support/on-each-database.ts";

const numbers = model("bigint_numbers", { id: id(), big: bigint(), small: integer() });
const keyed = model("bigint_keyed", { key: bigint().notNull(), part: integer().notNull(), note: integer() }, (t) => [
  primaryKey({ columns: [t.key, t.part] }),
]);
const models = { numbers, keyed };
const [least, greatest, odd] = [-(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n];

describe("bigints", () => {
  for (const value of [0n, -1n, odd, -odd, least, greatest])
    onEachDatabase(models, `${value} comes back as it is, beside a number`, async (db) => {
      const [row] = await db.insert(numbers).values({ big: value, small: 5 }).returning();
      expect(row).toEqual({ id: 1, big: value, small: 5 });
      expect(await db.select().from(numbers).where(eq(numbers.big, value))).toEqual([row]);
    });

  onEachDatabase(models, "neighbours beyond 2^53 are two values", async (db) => {
    await db.insert(numbers).values([{ big: odd }, { big: odd - 1n }, { big: odd + 1n }]);
    expect(await db.$count(numbers, eq(numbers.big, odd))).toBe(1);
    expect(await db.$count(numbers, gt(numbers.big, odd))).toBe(1);
    expect(await db.$count(numbers, inArray(numbers.big, [odd, odd + 1n]))).toBe(2);
    const rows = await db.select({ big: numbers.big }).from(numbers).orderBy(numbers.big);
    expect(rows.map(({ big }) => big)).toEqual([odd - 1n, odd, odd + 1n]);
  });

  onEachDatabase(models, "are reckoned with in the database", async (db) => {
    await db.insert(numbers).values({ big: greatest - 2n });
    await db.update(numbers).set({ big: sql`${numbers.big} + 2` });
    expect(await db.select({ big: numbers.big }).from(numbers)).toEqual([{ big: greatest }]);
  });

  onEachDatabase(models, "are part of a key", async (db) => {
    const rows = await db
      .insert(keyed)
      .values([
        { key: odd, part: 1 },
        { key: odd + 1n, part: 1 },
      ])
      .returning();
    expect(rows).toEqual([
      { key: odd, part: 1, note: null },
      { key: odd + 1n, part: 1, note: null },
    ]);
    const changed = await db.update(keyed).set({ note: 7 }).where(eq(keyed.key, odd)).returning();
    expect(changed).toEqual([{ key: odd, part: 1, note: 7 }]);
  });

  onEachDatabase(models, "in raw SQL: a number where it is exact, else a bigint", async (db) => {
    await db.insert(numbers).values({ big: odd, small: 3 });
    const { rows } = await db.execute(sql`select ${numbers.big}, ${numbers.small} from ${numbers} where big = ${odd}`);
    expect(rows).toEqual([{ big: odd, small: 3 }]);
  });
});
