import fc from "fast-check";
import { expect, test } from "vitest";
import { asc, eq, inArray } from "drizzle-orm";
import { openTestDatabase } from "../../../tests/support/open-test-database.ts";
import type { RowsView } from "../../framework/ports/live-source.ts";
import { createDraw } from "../../../tests/live/create-draw.ts";
import { runLiveFuzz, type FuzzWorld } from "../../../tests/live/live-fuzz.ts";
import type { Filter, Sort } from "../../protocol/rows.ts";
import { decimal } from "../columns/decimal.ts";
import { id } from "../columns/id.ts";
import { integer } from "../columns/integer.ts";
import { ref } from "../columns/ref.ts";
import { text } from "../columns/text.ts";
import { timestamp } from "../columns/timestamp.ts";
import { index } from "../constraints/index-on.ts";
import { db } from "../db.ts";
import { model } from "../define-model.ts";
import type { DatabaseHandle } from "../session/database-handle.ts";
import { createLiveSource } from "./create-live-source.ts";

const isLong = process.env["RX_TEST_LONG"] === "1";
const owners = model("fuzz_owners", { id: id(), name: text().notNull() });
const items = model(
  "fuzz_items",
  {
    id: id(),
    title: text().notNull(),
    amount: integer(),
    price: decimal({ precision: 10, scale: 2 }),
    at: timestamp().notNull(),
    ownerId: ref(() => owners.id).notNull(),
  },
  (t) => [index().on(t.amount), index().on(t.at)],
);

const sorts: readonly (readonly [Sort, string])[] = [
  [[], "i.id"],
  [[["amount", "asc"]], "i.amount, i.id"],
  [[["amount", "desc"]], "i.amount desc, i.id desc"],
  [
    [
      ["ownerId", "asc"],
      ["price", "desc"],
    ],
    "o.name, i.price desc, i.id desc",
  ],
  [
    [
      ["title", "desc"],
      ["amount", "asc"],
    ],
    "i.title desc, i.amount, i.id",
  ],
  [[["at", "desc"]], "i.at desc, i.id desc"],
];

const filters: readonly (readonly [Filter | null, string])[] = [
  [null, "1"],
  [{ col: "amount", op: "gte", value: 250 }, "i.amount >= 250"],
  [
    {
      any: [
        { col: "price", op: "lt", value: "3.50" },
        { col: "amount", op: "blank" },
      ],
    },
    "(i.price < 3.5 or i.amount is null)",
  ],
  [{ col: "ownerId", op: "contains", value: "ann" }, "instr(lower(o.name), 'ann') > 0"],
];

const searches: readonly (readonly [string, string])[] = [
  ["", "1"],
  ["", "1"],
  ["t1", "(instr(lower(i.title), 't1') > 0 or instr(lower(o.name), 't1') > 0)"],
];

function find<T>(list: readonly (readonly [T, string])[], wanted: T): string {
  const found = list.find(([item]) => JSON.stringify(item) === JSON.stringify(wanted));
  if (!found) throw new Error("not in the list");
  return found[1];
}

async function expected(handle: DatabaseHandle, view: RowsView): Promise<readonly (readonly unknown[])[]> {
  const rows = await handle.rows(
    `select i.id, i.title, i.amount, i.price, i.at, i.owner_id, o.name from fuzz_items i join fuzz_owners o on o.id = i.owner_id
     where ${find(filters, view.filter)} and ${find(searches, view.search)} order by ${find(sorts, view.sort)}`,
    [],
  );
  return rows.map(([key, title, amount, price, at, owner, name]) => [
    key,
    title,
    amount,
    price === null ? null : Number(price).toFixed(2),
    at,
    [owner, name],
  ]);
}

function randomItem(draw: () => number) {
  const titles = ["t1", "T1 é", "\u{1f600}", "\u{ffee}", "a", "Z", "é"];
  return {
    title: titles[Math.floor(draw() * titles.length)] ?? "a",
    amount: draw() < 0.15 ? null : Math.floor(draw() * 500),
    price: draw() < 0.15 ? null : (draw() * 20).toFixed(2),
    at: new Date(Math.floor(draw() * 1_000)),
    ownerId: 1 + Math.floor(draw() * 5),
  };
}

async function write(draw: () => number): Promise<void> {
  const kind = draw();
  if (kind < 0.03) {
    await db.insert(items).values(Array.from({ length: 260 }, () => randomItem(draw)));
    return;
  }
  if (kind < 0.07) {
    const name = `Ann${Math.floor(draw() * 100)}`;
    await db
      .update(owners)
      .set({ name })
      .where(eq(owners.id, 1 + Math.floor(draw() * 5)));
    return;
  }
  if (kind < 0.1) {
    await db.execute(`update fuzz_items set amount = 499 - amount where id % 97 = ${Math.floor(draw() * 97)}`);
    return;
  }
  const some = await db
    .select({ id: items.id })
    .from(items)
    .orderBy(asc(items.id))
    .limit(4)
    .offset(Math.floor(draw() * 1_100));
  const ids = some.map((row) => row.id);
  await db.transaction(async (tx) => {
    if (kind < 0.5) await tx.insert(items).values(randomItem(draw));
    if (kind > 0.4 && kind < 0.8) await tx.update(items).set(randomItem(draw)).where(inArray(items.id, ids));
    if (kind > 0.75) await tx.delete(items).where(inArray(items.id, ids.slice(0, 2)));
  });
}

const queries: Record<string, () => unknown> = {
  "a model with a reference": () => items,
  "a select with its own columns": () =>
    db
      .select({
        id: items.id,
        title: items.title,
        amount: items.amount,
        price: items.price,
        at: items.at,
        ownerId: items.ownerId,
      })
      .from(items)
      .innerJoin(owners, eq(owners.id, items.ownerId)),
};

test.each(Object.keys(queries))(
  "every view of %s equals a fresh query after random writes, slides, jumps and cuts",
  async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        await using opened = await openTestDatabase(owners, items);
        const { handle } = opened;
        const draw = createDraw(seed);
        await db.insert(owners).values(["Ann", "Bob", "Zoë", "éva", "Ian"].map((owner) => ({ name: owner })));
        await db.insert(items).values(Array.from({ length: 1_200 }, () => randomItem(draw)));
        const world: FuzzWorld = {
          source: createLiveSource(handle),
          feed: handle.changes,
          query: queries[name]?.(),
          sorts: sorts.map(([sort]) => sort),
          filters: filters.map(([filter]) => filter),
          searches: searches.map(([search]) => search),
          write: () => write(draw),
          expected: (view) => expected(handle, view),
        };
        expect(await runLiveFuzz(world, draw, 120)).toBe(14);
      }),
      { numRuns: isLong ? 300 : 6, endOnFailure: true },
    );
  },
  isLong ? 600_000 : 60_000,
);
